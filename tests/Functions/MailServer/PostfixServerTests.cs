using System.Globalization;
using Carbonio.Cloud.Support.Postfix;

namespace Carbonio.Cloud.Functions.Tests.MailServer;

/// <summary>The mail server that other tests stand on.</summary>
public sealed class PostfixServerTests
{
    [Fact]
    public async Task Given_a_sink_when_mail_for_two_comes_by_SMTP_then_both_copies_are_read_with_their_envelopes()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        Assert.SkipWhen(Swaks.Missing is not null, Swaks.Missing ?? "");
        var stop = TestContext.Current.CancellationToken;
        await using var sink = await PostfixServer.StartSinkAsync(new Dictionary<string, string>(), stop);

        var port = sink.SmtpPort.ToString(CultureInfo.InvariantCulture);
        var (exitCode, conversation) = await Swaks.RunAsync(
            ["--server", "127.0.0.1", "--port", port, "--from", "anna@out.test", "--to", "bob@in.test,carl@elsewhere.test", "--body", "kept"],
            stop);

        Assert.True(exitCode == 0, conversation);
        SunkMail[] mails = [await sink.NextMailAsync(stop), await sink.NextMailAsync(stop)];
        Assert.Equal(["bob@in.test", "carl@elsewhere.test"], mails.Select(mail => mail.Recipient).Order());
        Assert.All(mails, mail => Assert.Equal("anna@out.test", mail.Sender));
        Assert.All(mails, mail => Assert.Contains("\nkept\n", mail.Text, StringComparison.Ordinal));
        await sink.WaitForEmptyQueueAsync(stop);
        Assert.Equal(2, sink.CountMails());
    }
}
