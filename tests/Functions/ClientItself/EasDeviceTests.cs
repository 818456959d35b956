using System.Net;
using System.Net.Http.Headers;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The test client notices what it is there to notice.</summary>
public sealed class EasDeviceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_good_answer_when_it_is_read_then_its_parts_are_there()
    {
        using var device = Device(ScriptedServer.Answer(Hierarchy(Folder("2", "Inbox", 2))));

        var answer = await device.FolderSyncAsync("0", Token);

        Assert.Equal((1, "1"), (answer.Status, answer.SyncKey));
        Assert.Equal(new EasFolder("2", "0", "Inbox", EasFolderType.Inbox), Assert.Single(answer.Added));
    }

    public static TheoryData<string> Faults =>
    [
        "no server header", "wrong type", "length left out", "packed unasked", "empty", "another command", "element out of order",
        "element twice", "element missing", "element unknown here", "text beside elements", "status unknown", "tag of another version",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Given_a_fault_when_an_answer_is_read_then_it_is_a_violation(string fault)
    {
        using var device = Device(Faulty(fault));

        await Assert.ThrowsAsync<EasViolationException>(() => device.FolderSyncAsync("0", Token));
    }

    [Fact]
    public async Task Given_a_401_without_a_challenge_when_it_is_read_then_it_is_a_violation()
    {
        using var device = Device(Refusal(HttpStatusCode.Unauthorized));

        await Assert.ThrowsAsync<EasViolationException>(() => device.FolderSyncAsync("0", Token));
    }

    [Fact]
    public async Task Given_a_503_without_a_time_when_it_is_read_then_it_is_a_violation()
    {
        using var device = Device(Refusal(HttpStatusCode.ServiceUnavailable));

        await Assert.ThrowsAsync<EasViolationException>(() => device.FolderSyncAsync("0", Token));
    }

    [Fact]
    public async Task Given_more_items_than_the_window_when_a_Sync_is_read_then_it_is_a_violation()
    {
        using var device = Device(ScriptedServer.Answer(SyncOf("2", Add("2:1"), Add("2:2"))));

        await Assert.ThrowsAsync<EasViolationException>(
            () => device.SyncAsync(new SyncRequest(new SyncCollection("2", "1") { WindowSize = 1 }), Token));
    }

    [Fact]
    public async Task Given_an_item_twice_when_a_Sync_is_read_then_it_is_a_violation()
    {
        using var device = Device(ScriptedServer.Answer(SyncOf("2", Add("2:1"), Add("2:1"))));

        await Assert.ThrowsAsync<EasViolationException>(
            () => device.SyncAsync(new SyncRequest(new SyncCollection("2", "1")), Token));
    }

    [Fact]
    public async Task Given_a_held_item_when_it_is_added_again_then_the_phone_notes_it()
    {
        var phone = await PhoneAfterAsync(SyncOf("2", Add("2:1")), SyncOf("3", Add("2:1")));

        Assert.Equal("2: Add of 2:1, which is held already.", Assert.Single(phone.Errors));
    }

    [Theory]
    [InlineData("AirSync:Delete", "Delete")]
    [InlineData("AirSync:SoftDelete", "SoftDelete")]
    public async Task Given_an_item_not_held_when_it_is_deleted_then_the_phone_notes_it(string kind, string named)
    {
        var phone = await PhoneAfterAsync(SyncOf("2", WbxmlNode.Of(kind, WbxmlNode.Of("AirSync:ServerId", "2:9"))));

        Assert.Equal($"2: {named} of 2:9, which is not held.", Assert.Single(phone.Errors));
    }

    [Fact]
    public async Task Given_an_item_not_held_when_it_is_changed_then_the_phone_notes_it()
    {
        var phone = await PhoneAfterAsync(SyncOf("2", Item("AirSync:Change", "2:9")));

        Assert.Equal("2: Change of 2:9, which is not held.", Assert.Single(phone.Errors));
    }

    [Fact]
    public async Task Given_news_when_the_key_stays_then_the_phone_notes_it()
    {
        var phone = await PhoneAfterAsync(SyncOf("2", Add("2:1")), SyncOf("2", Add("2:2")));

        Assert.Contains("the key stayed 2", Assert.Single(phone.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_item_deleted_on_the_phone_when_the_server_deletes_it_as_well_then_the_phone_notes_the_echo()
    {
        var delete = WbxmlNode.Of("AirSync:Delete", WbxmlNode.Of("AirSync:ServerId", "2:1"));
        using var device = Device(ScriptedServer.Answer(SyncOf("2", Add("2:1"))), ScriptedServer.Answer(SyncOf("3", delete)));
        var phone = new PhoneModel(device);
        await phone.SyncAsync("2", Token);

        await phone.SyncAsync("2", Token, collection => collection with { Commands = [SyncCommand.Delete("2:1")] });

        Assert.Equal("2: Delete of 2:1, which is not held.", Assert.Single(phone.Errors));
    }

    [Fact]
    public async Task Given_an_empty_answer_when_a_Sync_is_read_then_everything_stays()
    {
        using var device = Device(ScriptedServer.Answer(SyncOf("2", Add("2:1"))), ScriptedServer.Empty());
        var phone = new PhoneModel(device);
        await phone.SyncAsync("2", Token);

        var answer = await phone.SyncAsync("2", Token);

        Assert.True(answer.IsEmpty);
        Assert.Equal("2", phone.Held("2").SyncKey);
        Assert.Equal("2:1", Assert.Single(phone.Held("2").Items).Key);
    }

    [Fact]
    public async Task Given_the_key_is_refused_when_a_Sync_is_read_then_the_phone_starts_over()
    {
        var refused = WbxmlNode.Of(
            "AirSync:Sync",
            WbxmlNode.Of(
                "AirSync:Collections",
                WbxmlNode.Of("AirSync:Collection", WbxmlNode.Of("AirSync:CollectionId", "2"), WbxmlNode.Of("AirSync:Status", 3))));

        var phone = await PhoneAfterAsync(SyncOf("2", Add("2:1")), refused);

        Assert.Equal("0", phone.Held("2").SyncKey);
        Assert.Empty(phone.Held("2").Items);
    }

    [Fact]
    public void Given_parts_when_a_multipart_body_is_read_then_they_are_cut_out()
    {
        byte[] body = [2, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 21, 0, 0, 0, 2, 0, 0, 0, 0xAA, 0xBB, 0xCC];

        Assert.Equal([[0xAA], [0xBB, 0xCC]], MultipartBody.Read(body));
    }

    [Theory]
    [InlineData("01000000")]
    [InlineData("01000000 0C000000 05000000 AA")]
    [InlineData("01000000 0D000000 01000000 AABB")]
    [InlineData("01000000 0C000000 01000000 AABB")]
    [InlineData("FFFFFF7F 0C000000 01000000 AA")]
    [InlineData("00000000")]
    public void Given_a_table_that_lies_when_a_multipart_body_is_read_then_it_is_a_violation(string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Throws<EasViolationException>(() => MultipartBody.Read(body));
    }

    [Fact]
    public async Task Given_a_relay_when_it_is_cut_and_mended_then_it_passes_on_refuses_and_passes_on()
    {
        using var target = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        target.Start();
        using var relay = new StoreRelay(((IPEndPoint)target.LocalEndpoint).Port);

        await ConnectThroughAsync(relay, target);
        relay.Cut();
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => ConnectThroughAsync(relay, target));
        relay.Mend();
        await ConnectThroughAsync(relay, target);
    }

    private static async Task ConnectThroughAsync(StoreRelay relay, System.Net.Sockets.TcpListener target)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, relay.Port, Token);
        using var there = await target.AcceptTcpClientAsync(Token);
        await client.GetStream().WriteAsync(new byte[] { 42 }, Token);
        Assert.Equal(42, there.GetStream().ReadByte());
    }

    private static EasDevice Device(params HttpResponseMessage[] answers) =>
        new(
            new EasDeviceSettings { Server = new Uri("http://127.0.0.1/"), User = "a@example.test", Password = "p", DeviceId = "d1" },
            new ScriptedServer(answers));

    private static async Task<PhoneModel> PhoneAfterAsync(params WbxmlNode[] answers)
    {
        var device = Device([.. answers.Select(ScriptedServer.Answer)]);
        var phone = new PhoneModel(device);
        foreach (var _ in answers)
        {
            await phone.SyncAsync("2", Token);
        }

        return phone;
    }

    private static WbxmlNode Hierarchy(params WbxmlNode[] changes) =>
        WbxmlNode.Of(
            "FolderHierarchy:FolderSync",
            WbxmlNode.Of("FolderHierarchy:Status", 1),
            WbxmlNode.Of("FolderHierarchy:SyncKey", "1"),
            WbxmlNode.Of("FolderHierarchy:Changes", [WbxmlNode.Of("FolderHierarchy:Count", changes.Length), .. changes]));

    private static WbxmlNode Folder(string id, string name, int type) =>
        WbxmlNode.Of(
            "FolderHierarchy:Add",
            WbxmlNode.Of("FolderHierarchy:ServerId", id),
            WbxmlNode.Of("FolderHierarchy:ParentId", "0"),
            WbxmlNode.Of("FolderHierarchy:DisplayName", name),
            WbxmlNode.Of("FolderHierarchy:Type", type));

    private static WbxmlNode Add(string id) => Item("AirSync:Add", id);

    private static WbxmlNode Item(string kind, string id) =>
        WbxmlNode.Of(
            kind,
            WbxmlNode.Of("AirSync:ServerId", id),
            WbxmlNode.Of("AirSync:ApplicationData", WbxmlNode.Of("Email:Subject", "s")));

    private static WbxmlNode SyncOf(string key, params WbxmlNode[] changes) =>
        WbxmlNode.Of(
            "AirSync:Sync",
            WbxmlNode.Of(
                "AirSync:Collections",
                WbxmlNode.Of(
                    "AirSync:Collection",
                    WbxmlNode.Of("AirSync:SyncKey", key),
                    WbxmlNode.Of("AirSync:CollectionId", "2"),
                    WbxmlNode.Of("AirSync:Status", 1),
                    WbxmlNode.Of("AirSync:Commands", changes))));

    private static HttpResponseMessage Refusal(HttpStatusCode status)
    {
        var answer = ScriptedServer.Empty();
        answer.StatusCode = status;
        return answer;
    }

    private static HttpResponseMessage Faulty(string fault)
    {
        var good = Hierarchy(Folder("2", "Inbox", 2));
        var status = WbxmlNode.Of("FolderHierarchy:Status", 1);
        var key = WbxmlNode.Of("FolderHierarchy:SyncKey", "1");
        switch (fault)
        {
            case "no server header":
                var anonymous = ScriptedServer.Answer(good);
                anonymous.Headers.Remove("MS-Server-ActiveSync");
                return anonymous;
            case "wrong type":
                var typed = ScriptedServer.Answer(good);
                typed.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                return typed;
            case "length left out":
                var endless = ScriptedServer.Answer(good);
                endless.Content.Headers.ContentLength = null;
                return endless;
            case "packed unasked":
                var packed = ScriptedServer.Answer(good);
                packed.Content.Headers.ContentEncoding.Add("br");
                return packed;
            case "empty":
                return ScriptedServer.Empty();
            case "another command":
                return ScriptedServer.Answer(WbxmlNode.Of("Ping:Ping", WbxmlNode.Of("Ping:Status", 1)));
            case "element out of order":
                return ScriptedServer.Answer(WbxmlNode.Of("FolderHierarchy:FolderSync", key, status));
            case "element twice":
                return ScriptedServer.Answer(WbxmlNode.Of("FolderHierarchy:FolderSync", status, key, key));
            case "element missing":
                return ScriptedServer.Answer(Hierarchy(WbxmlNode.Of("FolderHierarchy:Add", WbxmlNode.Of("FolderHierarchy:ServerId", "2"))));
            case "element unknown here":
                return ScriptedServer.Answer(WbxmlNode.Of("FolderHierarchy:FolderSync", status, WbxmlNode.Of("FolderHierarchy:Type", 2)));
            case "text beside elements":
                return ScriptedServer.Answer(WbxmlNode.Of("FolderHierarchy:FolderSync", "1"));
            case "status unknown":
                return ScriptedServer.Answer(WbxmlNode.Of("FolderHierarchy:FolderSync", WbxmlNode.Of("FolderHierarchy:Status", 7)));
            case "tag of another version":
                return ScriptedServer.Answer(
                    WbxmlNode.Of("FolderHierarchy:FolderSync", status, WbxmlNode.Of("FolderHierarchy:Folders")));
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault.");
        }
    }
}
