using System.Buffers;
using System.Buffers.Binary;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.ItemOperations;
using Carbonio.Cloud.ActiveSync.Tests.Content;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.ItemOperations;

/// <summary>Sends ItemOperations written as XML and shows the answers.</summary>
internal sealed class ItemOperationsFixture
{
    private readonly ItemOperationsCommand command;

    public ItemOperationsFixture(long maximumAnswerBytes = ItemOperationsCommand.MaximumAnswerBytes)
    {
        BadItems = new(Mail.Services, NullLogger<BadItemStore>.Instance);
        command = new(new ItemWriters([new EmailWriter()], BadItems, NullLogger<ItemWriters>.Instance), maximumAnswerBytes);
    }

    public ContentFixture Mail { get; } = new();

    public BadItemStore BadItems { get; }

    public static byte[] Wbxml(string operations)
    {
        var wbxml = new ArrayBufferWriter<byte>();
        var xml = $"<ItemOperations xmlns=\"ItemOperations\" xmlns:a=\"AirSync\" xmlns:b=\"AirSyncBase\" xmlns:s=\"Search\" xmlns:d=\"DocumentLibrary\">{operations}</ItemOperations>";
        Assert.Null(WbxmlXml.FromXml(new StringReader(xml), wbxml));
        return wbxml.WrittenSpan.ToArray();
    }

    public static string FetchItem(string serverId, string options = "", string collection = "2") =>
        $"<Fetch><Store>Mailbox</Store><a:CollectionId>{collection}</a:CollectionId><a:ServerId>{serverId}</a:ServerId>{options}</Fetch>";

    public static string FetchFile(string reference, string options = "") =>
        $"<Fetch><Store>Mailbox</Store><b:FileReference>{reference}</b:FileReference>{options}</Fetch>";

    public async Task<EasAnswer> AnswerAsync(ReadOnlyMemory<byte> body, bool multipart = false)
    {
        var context = new EasContext
        {
            Request = new()
            {
                Command = EasCommand.ItemOperations,
                Rules = ContentFixture.V161,
                DeviceId = "phone1",
                DeviceType = "Test",
                AcceptMultiPart = multipart,
            },
            Account = null!, // fetching asks nothing of the account
            Mailbox = Mail.Mailbox,
            State = await Mail.Mailbox.ReadStateAsync(TestContext.Current.CancellationToken),
            Device = new Device { DeviceId = "phone1", DeviceType = "Test" },
            Body = new EasBody(body),
        };
        return await command.AnswerAsync(context, TestContext.Current.CancellationToken);
    }

    public async Task<string> ShowAsync(string operations)
    {
        using var answer = await AnswerAsync(Wbxml(operations));
        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(EasAnswer.WbxmlContentType, answer.ContentType);
        return ShownWbxml.Of(answer.Body.ToArray());
    }

    /// <summary>The parts of a multipart answer, the document shown as text first.</summary>
    public async Task<(string Document, List<byte[]> Parts)> ShowPartsAsync(string operations)
    {
        using var answer = await AnswerAsync(Wbxml(operations), multipart: true);
        Assert.Equal(EasAnswer.MultipartContentType, answer.ContentType);
        var body = answer.Body.ToArray();
        var parts = new List<byte[]>();
        var end = 4 + (8 * BinaryPrimitives.ReadInt32LittleEndian(body));
        for (var i = 0; i < BinaryPrimitives.ReadInt32LittleEndian(body); i++)
        {
            var offset = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(4 + (8 * i)));
            Assert.Equal(end, offset);
            end = offset + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(8 + (8 * i)));
            parts.Add(body[offset..end]);
        }

        Assert.Equal(body.Length, end);
        return (ShownWbxml.Of(parts[0]), parts[1..]);
    }
}
