using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Support.Postfix;

namespace Carbonio.Cloud.Functions.Tests.Sending;

/// <summary>What a phone was told is sent arrives, once, though the server dies.</summary>
public sealed class SendAndSurviveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_mail_sent_and_a_server_killed_when_it_starts_again_then_the_mail_is_there_once_and_can_be_answered()
    {
        await using var store = new EmbeddedStore();
        await using var server = await ServerProcess.StartAsync(store, Token);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var alice = await admin.NewAccountAsync(server.Demo.Domain, Token);
        var bob = await admin.NewAccountAsync(server.Demo.Domain, Token);
        var aliceDevice = Phones.NewDevice(server.Url, alice);
        var hers = await Phones.SetUpAsync(aliceDevice, Token);
        var his = await Phones.SetUpAsync(Phones.NewDevice(server.Url, bob), Token);
        var inbox = his.IdOf(EasFolderType.Inbox);
        await his.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(his, inbox, Token);
        var letter = Letters.Written(alice.Address, bob.Address, "Lunch");

        Assert.Null((await aliceDevice.SendMailAsync("one", letter, Token)).Status);
        Assert.Equal(2, (await ping).Status);
        await server.KillAsync(Token);
        await server.StartAgainAsync(Token);

        Assert.Equal(118, (await aliceDevice.SendMailAsync("one", letter, Token)).Status);
        await his.SyncAllAsync(inbox, Token);
        var (id, mail) = Assert.Single(his.Held(inbox).Items);
        Assert.Equal("Lunch", mail.Subject);

        Assert.Null((await his.Device.SmartReplyAsync("answer", MailSource.Of(id), Letters.Written(bob.Address, alice.Address, "Re: Lunch"), Token)).Status);
        var told = Assert.Single((await his.SyncAsync(inbox, Token)).Single.Changes);
        Assert.Equal((SyncChangeKind.Change, id, 1), (told.Kind, told.ServerId, told.Mail.Data.NumberOf("Email2:LastVerbExecuted")));
        await hers.SyncAllAsync(hers.IdOf(EasFolderType.Inbox), Token);
        await hers.SyncAllAsync(hers.IdOf(EasFolderType.SentItems), Token);
        var answer = Assert.Single(hers.Held(hers.IdOf(EasFolderType.Inbox)).Items).Value;
        var sent = Assert.Single(hers.Held(hers.IdOf(EasFolderType.SentItems)).Items).Value;
        Assert.Equal("Re: Lunch", answer.Subject);
        Assert.Equal("Lunch", sent.Subject);
        Assert.Equal(sent.Data.Find("Email2:ConversationId")!.ToString(), answer.Data.Find("Email2:ConversationId")!.ToString());
    }

    [Fact]
    public async Task Given_a_relay_that_says_nothing_and_a_server_killed_when_both_are_back_then_the_mail_goes_out_once()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var store = new RelayedStore(new EmbeddedStore(), port);
        await using var server = await ServerProcess.StartAsync(store, Token);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var alice = await admin.NewAccountAsync(server.Demo.Domain, Token);
        var device = Phones.NewDevice(server.Url, alice);
        await Phones.SetUpAsync(device, Token);

        Assert.Null((await device.SendMailAsync("one", Letters.Written(alice.Address, "zoe@elsewhere.test", "Far away", "Bcc: secret@elsewhere.test\r\n"), Token)).Status);
        using (await silent.AcceptTcpClientAsync(Token))
        {
            await server.KillAsync(Token);
        }

        silent.Stop();
        await using var sink = await PostfixServer.StartSinkAsync(new Dictionary<string, string>(), Token);
        using var relay = new StoreRelay(sink.SmtpPort, port);
        await server.StartAgainAsync(Token);

        SunkMail[] mails = [await sink.NextMailAsync(Token), await sink.NextMailAsync(Token)];
        await sink.WaitForEmptyQueueAsync(Token);
        Assert.Equal(2, sink.CountMails());
        Assert.Equal(["secret@elsewhere.test", "zoe@elsewhere.test"], mails.Select(mail => mail.Recipient).Order());
        Assert.All(mails, mail => Assert.Equal(alice.Address, mail.Sender));
        Assert.All(mails, mail => Assert.Contains("Subject: Far away", mail.Text, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain("Bcc:", mail.Text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A store, and a relay for mail that goes elsewhere.</summary>
    private sealed class RelayedStore(ITestStore inner, int port) : ITestStore
    {
        public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(inner.Settings)
        {
            ["Carbonio__MailOut__Smtp__Host"] = "127.0.0.1",
            ["Carbonio__MailOut__Smtp__Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Carbonio__MailOut__Smtp__Security"] = "None",
        };

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
