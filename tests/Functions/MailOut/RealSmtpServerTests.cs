using System.Globalization;
using System.Text;
using Carbonio.Cloud.Functions.MailOut;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Mailboxes.Sending;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Functions.Tests.MailOut;

public sealed class RealSmtpServerTests
{
    private const string Plain = "From: a@example.test\r\nTo: b@example.org\r\nSubject: Hello\r\n\r\n.Hello.\r\n";

    private static async Task<IReadOnlyList<SendAnswer>> SendAsync(RealSmtpServer server, SmtpSecurity security, string? password = null, bool trusted = true)
    {
        var options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = server.Port.ToString(CultureInfo.InvariantCulture),
            Security = security.ToString(),
            User = password is null ? null : RealSmtpServer.User,
            Password = password,
        };
        var relay = new SmtpRelay(options, TimeProvider.System, NullLogger<SmtpRelay>.Instance)
        {
            Trust = trusted ? (_, certificate, _, _) => certificate!.GetCertHashString() == server.Certificate.GetCertHashString() : null,
        };
        return await relay.SendAsync(
            new("alice@example.test", ["b@example.org", "c@example.org"]),
            Encoding.UTF8.GetBytes(Plain),
            () => Task.FromResult(true),
            TestContext.Current.CancellationToken);
    }

    private static void AssertSent(RealSmtpServer server, IReadOnlyList<SendAnswer> answers)
    {
        Assert.Equal([SendAnswer.Accepted, SendAnswer.Accepted], answers);
        var (sender, recipients, bytes) = Assert.Single(server.Messages);
        Assert.Equal("alice@example.test", sender);
        Assert.Equal(["b@example.org", "c@example.org"], recipients);
        Assert.Equal(Plain.TrimEnd(), Encoding.UTF8.GetString(bytes).TrimEnd());
    }

    private static void AssertNotSent(RealSmtpServer server, IReadOnlyList<SendAnswer> answers)
    {
        Assert.Equal([SendVerdict.Deferred, SendVerdict.Deferred], answers.Select(answer => answer.Verdict));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Given_a_server_without_TLS_when_sent_in_the_clear_then_it_has_the_mail()
    {
        await using var server = new RealSmtpServer(tls: false);

        AssertSent(server, await SendAsync(server, SmtpSecurity.None));
    }

    [Fact]
    public async Task Given_a_server_with_STARTTLS_and_login_when_sent_then_it_has_the_mail()
    {
        await using var server = new RealSmtpServer(tls: true, login: true);

        AssertSent(server, await SendAsync(server, SmtpSecurity.StartTls, RealSmtpServer.Password));
        Assert.Equal([RealSmtpServer.User], server.Logins);
    }

    [Fact]
    public async Task Given_a_server_that_speaks_TLS_at_once_when_sent_with_a_login_then_it_has_the_mail()
    {
        await using var server = new RealSmtpServer(tls: true, implicitTls: true, login: true);

        AssertSent(server, await SendAsync(server, SmtpSecurity.Tls, RealSmtpServer.Password));
    }

    [Fact]
    public async Task Given_a_wrong_password_when_sent_then_the_mail_waits_for_the_operator()
    {
        await using var server = new RealSmtpServer(tls: true, login: true);

        AssertNotSent(server, await SendAsync(server, SmtpSecurity.StartTls, "wrong"));
    }

    [Fact]
    public async Task Given_a_server_that_wants_a_login_when_there_is_none_then_the_mail_waits_for_the_operator()
    {
        await using var server = new RealSmtpServer(tls: true, login: true);

        AssertNotSent(server, await SendAsync(server, SmtpSecurity.StartTls));
    }

    [Fact]
    public async Task Given_a_server_that_offers_no_STARTTLS_when_it_is_demanded_then_nothing_is_sent_in_the_clear()
    {
        await using var server = new RealSmtpServer(tls: false);

        AssertNotSent(server, await SendAsync(server, SmtpSecurity.StartTls, RealSmtpServer.Password));
        Assert.Empty(server.Logins);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Given_a_certificate_that_nobody_vouches_for_when_sent_then_neither_mail_nor_password_is(SmtpSecurity security)
    {
        await using var server = new RealSmtpServer(tls: true, implicitTls: security == SmtpSecurity.Tls);

        AssertNotSent(server, await SendAsync(server, security, RealSmtpServer.Password, trusted: false));
        Assert.Empty(server.Logins);
    }
}
