using System.Text;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Sending;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

public sealed class DeliveryReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static byte[] Write(string message, params FailedRecipient[] failed) => DeliveryReport.Write(
        "01ID",
        new() { Sender = "alice@example.test", Blob = "t/a/1", Size = 1, Submitted = Now.AddHours(-1), Recipients = [] },
        failed,
        Encoding.UTF8.GetBytes(message),
        "MAILER-DAEMON@example.test",
        Now);

    private static string Text(string message, params FailedRecipient[] failed) => Encoding.UTF8.GetString(Write(message, failed));

    [Fact]
    public void Given_a_failed_recipient_when_reported_then_the_report_is_as_the_specifications_have_it()
    {
        var expected = """
            Return-Path: <>
            Date: Sun, 01 Mar 2026 12:00:00 +0000
            From: Mail Delivery System <MAILER-DAEMON@example.test>
            To: <alice@example.test>
            Subject: Undelivered mail returned to sender
            Message-ID: <01ID@example.test>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="=_01ID"

            --=_01ID
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            This is the mail system of example.test.

            A mail of yours, sent on Sun, 01 Mar 2026 11:00:00 +0000, has not reached everybody.
            Its header is below.

            <bob@example.org>
                550 5.1.1 No such user

            --=_01ID
            Content-Type: message/delivery-status

            Reporting-MTA: dns; example.test
            Arrival-Date: Sun, 01 Mar 2026 11:00:00 +0000

            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 No such user

            --=_01ID
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: 8bit

            Subject: Hello
            To: bob@example.org

            --=_01ID--

            """.ReplaceLineEndings("\r\n");

        Assert.Equal(expected, Text("Subject: Hello\r\nTo: bob@example.org\r\n\r\nBody\r\n", new FailedRecipient("bob@example.org", "5.1.1", "550 5.1.1 No such user", "550 5.1.1 No such user")));
    }

    [Fact]
    public void Given_a_report_when_it_is_made_an_item_then_devices_see_a_report()
    {
        var built = MailContentBuilder.Build(Write("Subject: Hello\r\n\r\n", new FailedRecipient("bob@example.org", "5.1.1", "No.", null)), receivedAsBcc: false);

        var content = new MailContent(built.Content);
        Assert.Equal("REPORT.IPM.Note.NDR", content.Text(MailField.MessageClass));
        Assert.Contains("bob@example.org", content.Text(MailField.Preview), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_an_answer_with_line_ends_and_other_scripts_when_reported_then_it_adds_no_field()
    {
        var text = Text("Subject: x\r\n\r\n", new FailedRecipient("bob@example.org", "5.0.0", "No.", "550 no\r\nStatus: 2.0.0\u2028\0é"));

        Assert.Contains("Diagnostic-Code: smtp; 550 no  Status: 2.0.0???\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_an_address_beyond_ASCII_when_reported_then_programs_get_it_in_ASCII_and_people_as_it_is()
    {
        var text = Text("Subject: x\r\n\r\n", new FailedRecipient("grüße@example.org", "5.6.7", "No.", null));

        Assert.Contains("Final-Recipient: utf-8; gr\\x{FC}\\x{DF}e@example.org\r\n", text, StringComparison.Ordinal);
        Assert.Contains("<grüße@example.org>\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Given_a_header_around_the_limit_when_reported_then_it_is_cut_behind_a_line(int beyond, bool whole)
    {
        const string First = "Subject: x\r\n";
        var last = "X-Last: " + new string('y', DeliveryReport.MaximumHeaderBytes - First.Length - "X-Last: \r\n".Length + beyond) + "\r\n";

        var text = Text(First + last + "\r\nBody");

        Assert.Contains(First, text, StringComparison.Ordinal);
        Assert.Equal(whole, text.Contains("X-Last", StringComparison.Ordinal));
        Assert.EndsWith("\r\n--=_01ID--\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no line end")]
    [InlineData("\r\nBody")]
    [InlineData("Subject: x\n\nBody")]
    public void Given_a_mail_with_an_odd_header_when_reported_then_no_body_is_given_back(string message)
    {
        var text = Text(message);

        Assert.DoesNotContain("Body", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n--=_01ID--\r\n", text, StringComparison.Ordinal);
    }
}
