using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    /// <summary>Far more than a refusal takes, far less than a server that chews on the input.</summary>
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(10);

    private static byte[] WholeFolderSync =>
        WbxmlEncoder.Encode(WbxmlNode.Of("FolderHierarchy:FolderSync", WbxmlNode.Of("FolderHierarchy:SyncKey", "0")));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public async Task Given_a_version_that_does_not_exist_when_a_command_is_sent_then_it_is_a_bad_request()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        using var request = device.CreateRequest("FolderSync", WholeFolderSync);
        request.Headers.Remove("MS-ASProtocolVersion");
        request.Headers.Add("MS-ASProtocolVersion", "19.1");

        var answer = await device.ExchangeAsync(request, Token).WaitAsync(Quickly, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Given_a_version_byte_that_does_not_exist_when_a_command_is_sent_then_it_is_a_bad_request()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var query = new Base64Query(191, EasCommandCodes.Get("FolderSync"), device.Settings.DeviceId, 0, "SP");

        var answer = await ExchangeQueryAsync(device, query.Encode());

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("oQkJBA")] // ends within the device id's length
    [InlineData("oQkJBP9hYmM=")] // a device id of 255 bytes of which 3 are there
    [InlineData("!!!not*base64!!!")]
    public async Task Given_a_base64_query_that_is_broken_when_a_command_is_sent_then_it_is_a_bad_request(string query)
    {
        using var device = server.NewDevice(server.Demo.Bob);

        var answer = await ExchangeQueryAsync(device, query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Given_a_command_that_does_not_exist_when_it_is_sent_then_it_is_not_implemented()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        await device.ProvisionAsync(Token);
        using var request = device.CreateRequest("Brew", WholeFolderSync);

        var answer = await device.ExchangeAsync(request, Token).WaitAsync(Quickly, Token);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
    }

    [Fact]
    public async Task Given_a_command_code_that_does_not_exist_when_it_is_sent_then_it_is_not_implemented()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var query = new Base64Query(161, 99, device.Settings.DeviceId, 0, "SP");

        var answer = await ExchangeQueryAsync(device, query.Encode());

        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
    }

    [Fact]
    public async Task Given_a_method_that_does_not_exist_when_it_is_sent_then_it_is_not_implemented()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        using var request = device.CreateRequest("FolderSync", WholeFolderSync);
        request.Method = HttpMethod.Put;

        var answer = await device.ExchangeAsync(request, Token).WaitAsync(Quickly, Token);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.Status);
    }

    [Fact]
    public async Task Given_no_device_id_when_a_command_is_sent_then_it_is_refused()
    {
        using var device = server.NewDevice(server.Demo.Bob, settings => settings with { DeviceId = "" });
        using var request = device.CreateRequest("FolderSync", WholeFolderSync);

        var answer = await device.ExchangeAsync(request, Token).WaitAsync(Quickly, Token);

        Assert.True(
            answer.Status == HttpStatusCode.BadRequest || (answer.Status == HttpStatusCode.OK && answer.TopStatus() == 108),
            $"HTTP {answer.Status}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    public async Task Given_a_document_that_ends_too_early_when_it_is_sent_then_it_is_invalid_WBXML(int length)
    {
        var answer = await ExchangeBytesAsync("FolderSync", WholeFolderSync[..length]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(102, answer.TopStatus());
    }

    [Theory]
    [InlineData("00 00 00 00")]
    [InlineData("03 01 6A 00 00 63 56 01")] // code page 99
    [InlineData("03 01 6A 00 00 07 7E 01")] // a token that the page does not have
    [InlineData("03 01 6A 00 00 07 56 52 C3 8F FF FF FF 7F 30 01 01")] // opaque of 4 GiB
    [InlineData("03 01 6A 00 00 07 56 52 C3 FF FF FF FF FF 7F 30 01 01")] // a length of 6 bytes
    [InlineData("03 01 6A FF FF FF FF 0F 56 01")] // a string table of 4 GiB
    public async Task Given_a_document_that_is_broken_when_it_is_sent_then_it_is_invalid_WBXML(string hex)
    {
        var answer = await ExchangeBytesAsync("FolderSync", Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(102, answer.TopStatus());
    }

    [Fact]
    public async Task Given_a_key_that_is_not_UTF_8_when_it_is_sent_then_it_is_one_that_was_never_given()
    {
        // Devices send 8-bit mail as strings, so text is not a fault of the document.
        var answer = await ExchangeBytesAsync("FolderSync", Convert.FromHexString("03016A000007565203C328000101"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(9, answer.TopStatus());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_random_bytes_when_they_are_sent_then_they_are_refused(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(5, 400)];
        random.NextBytes(bytes);
        WbxmlDecoder.Header.CopyTo(bytes);

        var answer = await ExchangeBytesAsync("FolderSync", bytes);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(answer.TopStatus(), new long?[] { 102, 103 });
    }

    [Fact]
    public async Task Given_a_hundred_thousand_elements_inside_each_other_when_they_are_sent_then_they_are_refused()
    {
        // Closed properly, so that only the depth is wrong.
        byte[] nested = [.. WbxmlDecoder.Header, 0x00, 0x07, .. Enumerable.Repeat((byte)0x56, 100_000), .. Enumerable.Repeat((byte)0x01, 100_000)];

        var answer = await ExchangeBytesAsync("FolderSync", nested);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(answer.TopStatus(), new long?[] { 102, 103 });
    }

    [Fact]
    public async Task Given_a_document_of_another_command_when_it_is_sent_then_it_is_invalid_XML()
    {
        var ping = WbxmlEncoder.Encode(WbxmlNode.Of("Ping:Ping", WbxmlNode.Of("Ping:HeartbeatInterval", 60)));

        var answer = await ExchangeBytesAsync("FolderSync", ping);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(answer.TopStatus(), new long?[] { 10, 103 });
    }

    [Fact]
    public async Task Given_a_sync_key_of_a_megabyte_when_it_is_sent_then_it_is_refused()
    {
        var huge = WbxmlEncoder.Encode(
            WbxmlNode.Of("FolderHierarchy:FolderSync", WbxmlNode.Of("FolderHierarchy:SyncKey", new string('7', 1 << 20))));

        var answer = await ExchangeBytesAsync("FolderSync", huge);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(answer.TopStatus(), new long?[] { 9, 10, 102, 103 });
    }

    [Fact]
    public async Task Given_a_declared_gigabyte_when_a_command_is_sent_then_it_is_refused_at_once()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{device.Settings.User}:{device.Settings.Password}"));
        var address = device.CreateRequest("Sync", null).RequestUri!;

        var status = await DeclaredLength.PostAsync(
            server.Server.Url, address.PathAndQuery, $"Basic {credentials}", "application/vnd.ms-sync.wbxml", 1L << 30, Token)
            .WaitAsync(Quickly, Token);

        Assert.Contains(status, new[] { 400, 413 });
    }

    [Fact]
    public async Task Given_the_same_body_form_twice_when_a_Sync_is_sent_then_it_is_a_protocol_error()
    {
        var (phone, _, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);

        var answer = await phone.Device.SyncAsync(
            new SyncRequest(phone.Next(inbox) with { Options = new SyncOptions { BodyPreferences = [Html, Html] } }), Token);

        Assert.Contains(answer.Status ?? answer.Single.Status, new long[] { 4, 103 });
    }

    private static Task<EasResponse> ExchangeQueryAsync(EasDevice device, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(device.Settings.Server, $"Microsoft-Server-ActiveSync?{query}"))
        {
            Content = new ByteArrayContent(WholeFolderSync),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.ms-sync.wbxml");
        return device.ExchangeAsync(request, Token).WaitAsync(Quickly, Token);
    }

    private async Task<EasResponse> ExchangeBytesAsync(string command, byte[] body)
    {
        using var device = server.NewDevice(server.Demo.Bob);
        await device.ProvisionAsync(Token);
        using var request = device.CreateRequest(command, body);
        return await device.ExchangeAsync(request, Token).WaitAsync(Quickly, Token);
    }
}
