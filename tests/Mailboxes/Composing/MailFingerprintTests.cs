using System.Text;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mime;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Composing;

public sealed class MailFingerprintTests
{
    private const string First =
        "Date: Sat, 28 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@x>\r\nTo: bob@x.test, Ann <ann@x.test>\r\nSubject: Gr\u00FC\u00DFe\r\n"
        + "Content-Type: multipart/mixed; boundary=one\r\n\r\n--one\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>H\u00F6r <img src=\"cid:a1@x\"></p>\r\n"
        + "--one\r\nContent-Type: image/png; name=a.png\r\nContent-ID: <a1@x>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAwQF\r\n--one--\r\n";

    private const string Again =
        "Date: Sat, 28 Nov 2026 10:09:00 +0100\r\nMessage-ID: <2@x>\r\nTo: ANN@x.test,\r\n Bob <bob@x.test>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n"
        + "Content-Type: multipart/mixed; boundary=two\r\n\r\n--two\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>H=C3=B6r <img src=3D\"cid:b2@x\"></p>\r\n\r\n"
        + "--two\r\nContent-Type: image/png; name=a.png\r\nContent-ID: <b2@x>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\nAwQF\r\n--two--\r\n";

    [Fact]
    public void Given_a_message_that_a_device_has_written_anew_when_compared_then_it_is_the_same() => Assert.Equal(Of(First), Of(Again));

    [Theory]
    [InlineData("Subject: Gr\u00FC\u00DFe", "Subject: Gruss")]
    [InlineData("bob@x.test", "bob@y.test")]
    [InlineData("To: bob@x.test,", "Bcc: bob@x.test\r\nTo:")]
    [InlineData("<p>H\u00F6r", "<p>H\u00F6rt")]
    [InlineData("AAECAwQF", "AAECAwQG")]
    [InlineData("name=a.png", "name=b.png")]
    public void Given_a_message_with_other_content_when_compared_then_it_is_another(string part, string other)
    {
        Assert.Contains(part, First, StringComparison.Ordinal);

        Assert.NotEqual(Of(First), Of(First.Replace(part, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void Given_the_same_message_about_another_one_when_compared_then_it_is_another() => Assert.NotEqual(Of(First, "2:1"), Of(First, "2:2"));

    private static string Of(string message, string about = "") =>
        Convert.ToHexString(MailFingerprint.Of(MimeParser.Parse(Encoding.UTF8.GetBytes(message), MimeLimits.Default), about));
}
