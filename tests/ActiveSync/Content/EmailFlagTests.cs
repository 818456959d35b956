using System.Buffers;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Wbxml;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Content;

public sealed class EmailFlagTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_a_full_flag_when_it_is_written_and_read_then_it_is_the_same()
    {
        var flag = new MailFlag
        {
            Status = 1,
            FlagType = "Follow up",
            Subject = "Grüße",
            DateCompleted = Monday,
            CompleteTime = Monday.AddHours(1),
            StartDate = Monday.AddHours(2),
            DueDate = Monday.AddHours(3),
            UtcStartDate = Monday.AddHours(4),
            UtcDueDate = Monday.AddHours(5),
            ReminderSet = true,
            ReminderTime = Monday.AddHours(6),
            OrdinalDate = Monday.AddHours(7),
            SubOrdinalDate = "5555555",
        };
        var wbxml = new ArrayBufferWriter<byte>();
        var writer = new WbxmlWriter(wbxml);
        EmailFlag.Write(writer, flag.Pack());
        writer.Complete();

        Assert.True(Read(wbxml.WrittenSpan, out var read));
        Assert.Equal(flag, read);
    }

    [Theory]
    [InlineData("<Flag/>", true, null)]
    [InlineData("<Flag></Flag>", true, null)]
    [InlineData("<Flag><Status>2</Status></Flag>", true, 2)]
    [InlineData("<Flag><Status>0</Status></Flag>", true, 0)]
    [InlineData("<Flag><Status>3</Status></Flag>", false, 3)]
    [InlineData("<Flag><Status>x</Status></Flag>", false, null)]
    [InlineData("<Flag><Status>2</Status><t:DueDate>soon</t:DueDate></Flag>", false, 2)]
    [InlineData("<Flag><Status>2</Status><t:DueDate>20260302T080000Z</t:DueDate></Flag>", true, 2)]
    public void Given_a_flag_from_a_device_when_it_is_read_then_malformed_values_are_told(string xml, bool isValid, int? status)
    {
        var wbxml = new ArrayBufferWriter<byte>();
        Assert.Null(WbxmlXml.FromXml(new StringReader(xml.Replace("<Flag", "<Flag xmlns=\"Email\" xmlns:t=\"Tasks\"", StringComparison.Ordinal)), wbxml));

        Assert.Equal(isValid, Read(wbxml.WrittenSpan, out var flag));
        Assert.Equal(status, flag?.Status);
    }

    private static bool Read(ReadOnlySpan<byte> wbxml, out MailFlag? flag)
    {
        var reader = new WbxmlReader(wbxml);
        reader.Read();
        var isValid = EmailFlag.TryRead(ref reader, out flag);
        Assert.Null(reader.Error);
        return isValid;
    }
}
