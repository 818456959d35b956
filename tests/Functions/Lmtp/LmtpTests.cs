using System.Globalization;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Support.Postfix;

namespace Carbonio.Cloud.Functions.Tests.Lmtp;

/// <summary>Mail that comes in by LMTP, and what recipients it does not come to.</summary>
public sealed class LmtpTests(LmtpServerFixture server) : IClassFixture<LmtpServerFixture>
{
    private const string Delivered = "250 2.0.0 Delivered";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_mail_server_when_it_delivers_then_a_phone_syncs_the_mail_with_its_path_in_front()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        Assert.SkipWhen(Swaks.Missing is not null, Swaks.Missing ?? "");
        await using var postfix = await PostfixServer.StartRelayAsync(server.Port, new Dictionary<string, string>(), Token);
        var account = await server.NewAccountAsync(Token);

        var (exitCode, conversation) = await Swaks.RunAsync(
            [
                "--server", "127.0.0.1", "--port", postfix.SmtpPort.ToString(CultureInfo.InvariantCulture), "--from", "anna@out.test", "--to", account.Address,
                "--header", "Subject: From outside", "--body", "A line.\\n.\\n..\\nThe last line.",
            ],
            Token);
        Assert.True(exitCode == 0, conversation);
        await postfix.WaitForLogAsync("status=sent (250 2.0.0 Delivered)", Token);

        var mail = Assert.Single(await MailsAsync(account));
        Assert.Equal("From outside", mail.Subject);
        Assert.Matches(
            @$"\AReturn-Path: <anna@out\.test>\r\nReceived: from mx\.example\.test \(\[127\.0\.0\.1\]\)\r\n\tby \S+ with LMTP\r\n\tfor <{account.Address}>;\r\n\t[^\r]+ \+0000\r\nReceived: from ",
            mail.Body.Data);
        Assert.EndsWith("\r\n\r\nA line.\r\n.\r\n..\r\nThe last line.", mail.Body.Data!.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_lines_of_the_documentation_when_a_Postfix_has_them_then_it_delivers_and_asks_for_recipients_first()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        Assert.SkipWhen(Swaks.Missing is not null, Swaks.Missing ?? "");
        var lines = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "operations.md"), Token))
            .SkipWhile(line => !line.StartsWith("virtual_mailbox_domains = ", StringComparison.Ordinal))
            .TakeWhile(line => line != "```")
            .Select(line => line.Split(" = ", 2))
            .ToDictionary(setting => setting[0], setting => setting[1]);
        Assert.Equal(5, lines.Count);
        lines["virtual_transport"] = lines["virtual_transport"].Replace("2424", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        lines["myhostname"] = Environment.MachineName; // as the two are on one machine, they have one name
        lines["mynetworks"] = "192.0.2.0/24"; // we come from outside
        await using var postfix = await PostfixServer.StartRelayAsync(server.Port, lines, Token);
        var account = await server.NewAccountAsync(Token);

        var (_, conversation) = await Swaks.RunAsync(
            [
                "--server", "127.0.0.1", "--port", postfix.SmtpPort.ToString(CultureInfo.InvariantCulture), "--from", "anna@out.test",
                "--to", $"nobody@{server.Demo.Domain},{account.Address},someone@elsewhere.test", "--header", "Subject: As documented",
            ],
            Token);
        await postfix.WaitForLogAsync("status=sent (250 2.0.0 Delivered)", Token);

        Assert.Matches(@"<\*\* 550 5\.1\.1 <nobody@.*There is no such mailbox", conversation);
        Assert.Contains("Relay access denied", conversation, StringComparison.Ordinal);
        Assert.Equal("As documented", Assert.Single(await MailsAsync(account)).Subject);
    }

    [Fact]
    public async Task Given_a_mail_server_when_addresses_and_header_are_beyond_ASCII_then_the_mail_comes_as_it_was_written()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        await using var postfix = await PostfixServer.StartRelayAsync(server.Port, new Dictionary<string, string>(), Token);
        var account = await server.Admin.NewAccountOfAsync($"jürgen.{Guid.NewGuid():N}@{server.Demo.Domain}", Token);

        await postfix.SubmitAsync(
            "änna@out.test",
            [account.Address],
            "From: änna@out.test\nSubject: Grüße\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\näöü, 日本語\n",
            Token);
        await postfix.WaitForLogAsync("status=sent (250 2.0.0 Delivered)", Token);

        var mail = Assert.Single(await MailsAsync(account));
        Assert.Equal("Grüße", mail.Subject);
        Assert.StartsWith("Return-Path: <änna@out.test>\r\n", mail.Body.Data, StringComparison.Ordinal);
        Assert.Contains(" with UTF8LMTP\r\n", mail.Body.Data, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\näöü, 日本語\r\n", mail.Body.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_recipients_of_every_kind_when_swaks_delivers_then_each_has_its_own_answer()
    {
        Assert.SkipWhen(Swaks.Missing is not null, Swaks.Missing ?? "");
        var good = await server.NewAccountAsync(Token);
        var full = await server.NewAccountAsync(Token);
        await server.Admin.SetAttributeAsync(full, "zimbraMailQuota", "100", Token);

        var (_, conversation) = await Swaks.RunAsync(
            [
                "--protocol", "LMTP", "--server", "127.0.0.1", "--port", server.Port.ToString(CultureInfo.InvariantCulture), "--from", "anna@out.test",
                "--to", $"nobody@{server.Demo.Domain},{full.Address},{good.Address}", "--body", "äöü",
            ],
            Token);

        Assert.Contains("<** 550 5.1.1 There is no such mailbox", conversation, StringComparison.Ordinal);
        Assert.Matches(@"<\*\* 452 4\.2\.2 The mailbox is full\r?\n<-  250 2\.0\.0 Delivered", conversation);
        Assert.Single(await MailsAsync(good));
        Assert.Empty(await MailsAsync(full));
    }

    [Fact]
    public async Task Given_an_account_when_it_is_named_by_alias_or_with_a_detail_then_the_mail_comes_once()
    {
        var account = await server.NewAccountAsync(Token);
        var alias = $"alias-{Guid.NewGuid():N}@{server.Demo.Domain}";
        await server.Admin.AddAliasAsync(account, alias, Token);
        var detailed = account.Address.Replace("@", "+lists@", StringComparison.Ordinal);
        using var client = await LmtpConnection.OpenAsync(server.Port, Token);

        var replies = await client.HandInAsync(Letters.Plain("Once"), [alias, detailed, account.Address.ToUpperInvariant()], Token);

        Assert.Equal([Delivered, Delivered, Delivered], replies);
        Assert.Equal("Once", Assert.Single(await MailsAsync(account)).Subject);
    }

    [Fact]
    public async Task Given_an_address_with_a_plus_of_its_own_when_it_is_named_then_it_is_the_account_and_not_the_one_without()
    {
        var plain = await server.NewAccountAsync(Token);
        var plus = await server.Admin.NewAccountOfAsync(plain.Address.Replace("@", "+own@", StringComparison.Ordinal), Token);
        using var client = await LmtpConnection.OpenAsync(server.Port, Token);

        await client.HandInAsync(Letters.Plain("For the plus"), [plus.Address], Token);

        Assert.Single(await MailsAsync(plus));
        Assert.Empty(await MailsAsync(plain));
    }

    [Theory]
    [InlineData("closed", "550 5.1.1 There is no such mailbox")]
    [InlineData("maintenance", "451 4.3.0 Not now, try again later")]
    [InlineData("locked", "250 2.1.5 Recipient ok")]
    [InlineData("active", "250 2.1.5 Recipient ok")]
    public async Task Given_an_account_when_it_is_named_then_its_status_decides(string status, string reply)
    {
        var account = await server.NewAccountAsync(Token);
        await server.Admin.SetAttributeAsync(account, "zimbraAccountStatus", status, Token);
        using var client = await LmtpConnection.OpenAsync(server.Port, Token);
        await client.AskAsync("MAIL FROM:<>", Token);

        Assert.Equal(reply, await client.AskAsync($"RCPT TO:<{account.Address}>", Token));
    }

    [Fact]
    public async Task Given_a_mail_that_went_through_a_mail_server_when_it_comes_again_then_it_is_there_once()
    {
        var account = await server.NewAccountAsync(Token);
        var passed = "Received: from out.test by mx.test id 4711; Sun, 22 Nov 2026 10:30:00 +0000\r\n" + Letters.Plain("Passed on");
        for (var i = 0; i < 3; i++)
        {
            using var client = await LmtpConnection.OpenAsync(server.Port, Token);
            Assert.Equal([Delivered], await client.HandInAsync(passed, [account.Address], Token));
        }

        Assert.Single(await MailsAsync(account));
    }

    [Fact]
    public async Task Given_a_mail_that_no_mail_server_marked_when_it_comes_again_then_it_is_another_mail()
    {
        var account = await server.NewAccountAsync(Token);
        var letter = Letters.Plain("Handed in by a script");
        using var client = await LmtpConnection.OpenAsync(server.Port, Token);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal([Delivered], await client.HandInAsync(letter, [account.Address], Token));
        }

        Assert.Equal(2, (await MailsAsync(account)).Count);
    }

    [Fact]
    public async Task Given_the_size_that_is_offered_when_a_message_has_it_then_it_is_taken_and_a_byte_more_is_not()
    {
        const int Largest = (50 * 1024 * 1024) - 2048;
        var account = await server.NewAccountAsync(Token);
        const string Head = "Subject: Large\r\n\r\n";
        var line = new string('x', 998) + "\r\n";
        var body = string.Concat(Enumerable.Repeat(line, (Largest - Head.Length - 2) / line.Length));
        var message = Head + body + new string('y', Largest - Head.Length - body.Length - 2) + "\r\n";
        using var client = await LmtpConnection.OpenAsync(server.Port, Token);

        Assert.Equal("552 5.3.4 The message is too large", await client.AskAsync($"MAIL FROM:<> SIZE={Largest + 1}", Token));
        Assert.Equal([Delivered], await client.HandInAsync(message, [account.Address], Token));
        Assert.Equal(["552 5.3.4 The message is too large"], await client.HandInAsync(message.Insert(Head.Length, "z"), [account.Address], Token));

        Assert.Equal("221 2.0.0 Goodbye", await client.AskAsync("QUIT", Token));
    }

    [Fact]
    public async Task Given_mail_by_LMTP_when_an_operator_looks_at_the_metrics_then_it_is_counted()
    {
        var account = await server.NewAccountAsync(Token);
        using var client = await LmtpConnection.OpenAsync(server.Port, Token);
        await client.HandInAsync(Letters.Plain("Counted"), [account.Address], Token);

        using var response = await server.Admin.GetAsync("metrics", Token);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Matches(@"(?m)^carbonio_lmtp_sessions [1-9]", text);
        Assert.Matches(@"(?m)^carbonio_lmtp_delivered_total [1-9]", text);
        Assert.Matches(@"(?m)^carbonio_lmtp_refused_total \d", text);
        Assert.Matches(@"(?m)^carbonio_lmtp_deferred_total \d", text);
    }

    private async Task<IReadOnlyList<MailItem>> MailsAsync(DemoAccount account)
    {
        var phone = await server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        var options = new SyncOptions { MimeSupport = 2, BodyPreferences = [new(4)] };
        await phone.SyncAllAsync(inbox, Token, collection => collection with { Options = options });
        Assert.Empty(phone.Errors);
        return [.. phone.Held(inbox).Items.Values];
    }
}
