using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Composing;

public sealed class LastVerbsTests
{
    [Fact]
    public void Given_a_mail_when_it_is_answered_and_then_forwarded_then_the_last_counts_and_all_else_stays()
    {
        var at = new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);
        var before = MailContentBuilder.Build("Subject: s\r\n\r\nx"u8.ToArray(), receivedAsBcc: false).Content;

        var after = LastVerbs.Set(LastVerbs.Set(before, LastVerb.ReplyToAll, at.AddDays(-1)), LastVerb.Forward, at);

        Assert.Equal((3, at.UtcTicks), (new MailContent(after).Integer(MailField.LastVerb), new MailContent(after).Integer(MailField.LastVerbTime)));
        Assert.Equal((3, at.UtcTicks), (new MailFields(after).Integer(MailField.LastVerb), new MailFields(after).Integer(MailField.LastVerbTime)));
        Assert.Equal(before, after[..before.Length]);
    }
}
