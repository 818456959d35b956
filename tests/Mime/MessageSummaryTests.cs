using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MessageSummaryTests
{
    [Fact]
    public void Given_a_mail_when_summed_up_then_every_field_is_there()
    {
        var summary = Mail.Summary("""
            Received: from a by b; Tue, 3 Mar 2026 00:00:01 +0000 (UTC)
            Received: from x by a; Mon, 2 Mar 2026 23:59:59 +0000
            From: =?utf-8?Q?J=C3=BCrgen?= <j@example.test>
            Sender: s@example.test
            To: "Doe, Ann" <ann@example.test>, bob@example.test
            Cc: Carl <carl@example.test>
            Bcc: d@example.test
            Reply-To: r@example.test
            Subject: =?utf-8?B?QVc6?= Re[2]: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
            Date: Mon, 2 Mar 2026 10:20:30 +0100
            Message-ID: <m@x>
            In-Reply-To: <p@x>
            References: <r@x> <p@x>
            X-Priority: 1 (Highest)
            Sensitivity: Company-Confidential
            Content-Type: text/plain; charset=iso-8859-1

            x
            """);

        Assert.Equal("\"Jürgen\" <j@example.test>", summary.From);
        Assert.Equal("s@example.test", summary.Sender);
        Assert.Equal("\"Doe, Ann\" <ann@example.test>, bob@example.test", summary.To);
        Assert.Equal(new MailAddress("Doe, Ann", "ann@example.test"), summary.ToAddresses[0]);
        Assert.Equal("\"Carl\" <carl@example.test>", summary.Cc);
        Assert.Equal(("d@example.test", "r@example.test"), (summary.Bcc, summary.ReplyTo));
        Assert.Equal("Doe, Ann;bob@example.test", summary.DisplayTo);
        Assert.Equal("AW: Re[2]: Grüße", summary.Subject);
        Assert.Equal("Grüße", summary.ThreadTopic);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 20, 30, TimeSpan.Zero), summary.Date);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 1, TimeSpan.Zero), summary.Received);
        Assert.Equal(("m@x", "p@x"), (summary.MessageId, summary.InReplyTo));
        Assert.Equal(["r@x", "p@x"], summary.References);
        Assert.Equal((MessageImportance.High, MessageSensitivity.Confidential), (summary.Importance, summary.Sensitivity));
        Assert.Equal((MessageClasses.Note, MessageClasses.MessageContent, 28591), (summary.MessageClass, summary.ContentClass, summary.InternetCodePage));
    }

    [Fact]
    public void Given_an_empty_mail_when_summed_up_then_fields_are_empty_or_null()
    {
        var summary = Mail.Summary("");

        Assert.Equal(("", "", ""), (summary.From, summary.To, summary.Subject));
        Assert.Equal((null, null, null, null), (summary.Date, summary.Received, summary.MessageId, summary.CalendarMethod));
        Assert.Equal((MessageImportance.Normal, 65001), (summary.Importance, summary.InternetCodePage));
    }

    [Theory]
    [InlineData("Importance: High", MessageImportance.High)]
    [InlineData("Importance: low", MessageImportance.Low)]
    [InlineData("X-Priority: 2", MessageImportance.High)]
    [InlineData("X-Priority: 3", MessageImportance.Normal)]
    [InlineData("X-Priority: 5 (Lowest)", MessageImportance.Low)]
    [InlineData("Priority: urgent", MessageImportance.High)]
    [InlineData("Priority: non-urgent", MessageImportance.Low)]
    [InlineData("Importance: normal\nX-Priority: 1", MessageImportance.Normal)]
    [InlineData("X-Priority: soon", MessageImportance.Normal)]
    public void Given_an_importance_field_when_summed_up_then_EAS_number_is_given(string field, MessageImportance expected) =>
        Assert.Equal(expected, Mail.Summary(field + "\n\n").Importance);

    [Theory]
    [InlineData("Re: x", "x")]
    [InlineData("RE : Fwd: re: x", "x")]
    [InlineData("Re[12]: x", "x")]
    [InlineData("Antw: WG: SV: Odp: x", "x")]
    [InlineData("回复：转发: x", "x")]
    [InlineData("Report: x", "Report: x")]
    [InlineData("Re: ", "")]
    [InlineData(": x", ": x")]
    [InlineData("plain", "plain")]
    public void Given_a_subject_when_prefixes_are_stripped_then_the_topic_stays(string subject, string expected) =>
        Assert.Equal(expected, SubjectPrefixes.Strip(subject));

    [Theory]
    [InlineData(SubjectPrefixes.MaximumPrefixes, "x")]
    [InlineData(SubjectPrefixes.MaximumPrefixes + 1, "Re: x")]
    public void Given_many_prefixes_when_stripped_then_the_limit_holds(int count, string expected) =>
        Assert.Equal(expected, SubjectPrefixes.Strip(string.Concat(Enumerable.Repeat("Re: ", count)) + "x"));

    [Theory]
    [InlineData("METHOD:REQUEST", MessageClasses.MeetingRequest)]
    [InlineData("method:cancel", MessageClasses.MeetingCanceled)]
    [InlineData("METHOD:REPLY\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x", MessageClasses.MeetingAccepted)]
    [InlineData("METHOD:REPLY\nATTENDEE;CN=A;PART\n STAT=DECLINED:mailto:a@x", MessageClasses.MeetingDeclined)]
    [InlineData("METHOD:REPLY\nATTENDEE;PARTSTAT=TENTATIVE;CN=A:mailto:a@x", MessageClasses.MeetingTentative)]
    [InlineData("METHOD:COUNTER", MessageClasses.MeetingTentative)]
    [InlineData("METHOD:PUBLISH", MessageClasses.Note)]
    [InlineData("", MessageClasses.Note)]
    public void Given_a_calendar_part_when_summed_up_then_its_method_decides(string lines, string expected)
    {
        var summary = Mail.Summary($"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n{lines}\nEND:VCALENDAR\n");

        Assert.Equal(expected, summary.MessageClass);
        Assert.Equal(expected == MessageClasses.Note ? MessageClasses.MessageContent : MessageClasses.CalendarContent, summary.ContentClass);
    }

    [Theory]
    [InlineData("delivery-status", "Action: failed", MessageClasses.NonDeliveryReport)]
    [InlineData("delivery-status", "Action: delivered\n\nAction: Failed", MessageClasses.NonDeliveryReport)]
    [InlineData("delivery-status", "Action: delayed", MessageClasses.DelayReport)]
    [InlineData("delivery-status", "Action: relayed", MessageClasses.DeliveryReport)]
    [InlineData("delivery-status", "", MessageClasses.NonDeliveryReport)]
    [InlineData("disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed", MessageClasses.ReadReport)]
    [InlineData("disposition-notification", "Disposition: automatic-action/MDN-sent-automatically; deleted", MessageClasses.NotReadReport)]
    public void Given_a_report_when_summed_up_then_its_fields_decide(string type, string fields, string expected)
    {
        var summary = Mail.Summary($"Content-Type: multipart/report; boundary=r\n\n--r\n\nSorry.\n--r\nContent-Type: message/{type}\n\n{fields}\n--r--\n");

        Assert.Equal(expected, summary.MessageClass);
        Assert.Equal(type[0] == 'd' && type[1] == 'e' ? MessageClasses.DeliveryReportContent : MessageClasses.DispositionReportContent, summary.ContentClass);
    }

    [Theory]
    [InlineData("multipart/signed; protocol=application/pkcs7-signature", MessageClasses.SMimeMultipartSigned)]
    [InlineData("application/pkcs7-mime; smime-type=signed-data", MessageClasses.SMime)]
    [InlineData("application/pkcs7-mime", MessageClasses.SMime)]
    [InlineData("application/pkcs7-mime; smime-type=signed-receipt", MessageClasses.SMimeReceipt)]
    public void Given_a_protected_mail_when_summed_up_then_its_class_says_so(string type, string expected) =>
        Assert.Equal(expected, Mail.Summary($"Content-Type: {type}\n\nx").MessageClass);

    [Theory]
    [InlineData(MessageSummary.MaximumSubjectCharacters - 1)]
    [InlineData(MessageSummary.MaximumSubjectCharacters)]
    [InlineData(MessageSummary.MaximumSubjectCharacters + 1)]
    public void Given_a_long_subject_when_summed_up_then_it_is_cut(int length) =>
        Assert.Equal(Math.Min(length, MessageSummary.MaximumSubjectCharacters), Mail.Summary($"Subject: {new string('x', length)}\n\n").Subject.Length);

    [Theory]
    [InlineData(MessageSummary.MaximumAddresses)]
    [InlineData(MessageSummary.MaximumAddresses + 1)]
    [InlineData(5000)]
    public void Given_many_recipients_when_summed_up_then_the_strings_stay_bounded_and_whole(int count)
    {
        var summary = Mail.Summary($"To: {string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"Recipient number {i}\" <r{i}@example.test>"))}\n\n");

        Assert.Equal(MessageSummary.MaximumAddresses, summary.ToAddresses.Count);
        Assert.InRange(summary.To.Length, MessageSummary.MaximumAddressListCharacters - 100, MessageSummary.MaximumAddressListCharacters);
        Assert.EndsWith(">", summary.To, StringComparison.Ordinal);
        Assert.InRange(summary.DisplayTo.Length, MessageSummary.MaximumDisplayToCharacters - 50, MessageSummary.MaximumDisplayToCharacters);
    }

    [Fact]
    public void Given_several_fields_of_recipients_when_summed_up_then_all_of_them_count_up_to_the_limit()
    {
        var field = string.Concat(Enumerable.Range(0, 300).Select(i => $"r{i}@example.test, "));
        var summary = Mail.Summary($"To: a@example.test\nTo:\nto: B <b@example.test>\nCc: {field}\nCc: {field}\n\n");

        Assert.Equal("a@example.test, \"B\" <b@example.test>", summary.To);
        Assert.Equal(MessageSummary.MaximumAddresses, summary.CcAddresses.Count);
    }

    [Fact]
    public void Given_several_From_fields_when_summed_up_then_the_first_that_names_somebody_counts() =>
        Assert.Equal("a@example.test", Mail.Summary("From: ()\nFrom: a@example.test\nFrom: b@example.test\n\n").From);

    [Theory]
    [InlineData(MessageSummary.MaximumReferences)]
    [InlineData(MessageSummary.MaximumReferences + 1)]
    public void Given_many_references_when_summed_up_then_they_are_limited(int count) =>
        Assert.Equal(Math.Min(count, MessageSummary.MaximumReferences), Mail.Summary($"References: {string.Concat(Enumerable.Range(0, count).Select(i => $"<{i}@x>"))}\n\n").References.Count);
}
