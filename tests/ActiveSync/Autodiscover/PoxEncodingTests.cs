using System.Text;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Autodiscover;

/// <summary>Requests in the encodings that clients send, and in those that they only say they send.</summary>
public sealed class PoxEncodingTests
{
    private static readonly string Utf16 = AutodiscoverInstance.Body().Replace("utf-8", "utf-16", StringComparison.Ordinal);

    public static TheoryData<string, byte[], string> Encodings => new()
    {
        { "UTF-8", Bytes(Encoding.UTF8, AutodiscoverInstance.Body()), "text/xml" },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Bytes(Encoding.UTF8, AutodiscoverInstance.Body())], "text/xml; charset=utf-8" },
        { "UTF-16 with a mark", [.. Encoding.Unicode.Preamble, .. Bytes(Encoding.Unicode, Utf16)], "text/xml; charset=utf-16" },
        { "big-endian UTF-16 with a mark", [.. Encoding.BigEndianUnicode.Preamble, .. Bytes(Encoding.BigEndianUnicode, Utf16)], "text/xml" },
        { "UTF-16 without a mark", Bytes(Encoding.Unicode, Utf16), "text/xml" },
        { "big-endian UTF-16 without a mark", Bytes(Encoding.BigEndianUnicode, Utf16), "text/xml; charset=utf-8" },
        { "UTF-32 with a mark", [.. Encoding.UTF32.Preamble, .. Bytes(Encoding.UTF32, Utf16)], "text/xml" },
        { "UTF-8 that says UTF-16 inside", Bytes(Encoding.UTF8, Utf16), "text/xml" },
        { "UTF-8 that says UTF-16 outside", Bytes(Encoding.UTF8, Utf16), "text/xml; charset=\"utf-16\"" },
        { "an unknown charset", Bytes(Encoding.UTF8, AutodiscoverInstance.Body()), "text/xml; charset=klingon" },
        { "an unreadable Content-Type", Bytes(Encoding.UTF8, AutodiscoverInstance.Body()), ";;;" },
        { "no XML declaration", Bytes(Encoding.UTF8, AutodiscoverInstance.Body()[AutodiscoverInstance.Body().IndexOf("<Auto", StringComparison.Ordinal)..]), "" },
        { "blanks before and a NUL behind", Bytes(Encoding.UTF8, $"\r\n {AutodiscoverInstance.Body()}\r\n\0"), "text/xml" },
        { "US-ASCII", Bytes(Encoding.ASCII, AutodiscoverInstance.Body().Replace("utf-8", "us-ascii", StringComparison.Ordinal)), "text/xml; charset=us-ascii" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Given_an_encoding_when_a_phone_asks_in_it_then_it_is_understood(string name, byte[] body, string contentType)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = await eas.AskAsync(AutodiscoverInstance.Request(body, contentType: contentType));

        Assert.True(told.Status == 200, $"{name}: {told.Body}");
    }

    [Theory]
    [InlineData("text/xml", "iso-8859-1")]
    [InlineData("text/xml; charset=iso-8859-1", "utf-8")]
    [InlineData("text/xml", "utf-8")]
    public async Task Given_an_umlaut_in_Latin_1_when_it_is_declared_rightly_or_wrongly_then_the_address_is_read(string contentType, string declared)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        Assert.True((await eas.Writer.AddAliasAsync(AdminActor.Server, eas.Account, "müller@example.test", AutodiscoverInstance.None)).IsDone);
        var body = AutodiscoverInstance.Body("müller@example.test").Replace("utf-8", declared, StringComparison.Ordinal);

        Assert.Equal(200, (await eas.AskAsync(AutodiscoverInstance.Request(Bytes(Encoding.Latin1, body), contentType: contentType))).Status);
    }

    [Theory]
    [InlineData("utf-16", "text/xml")]
    [InlineData("utf-8", "text/xml; charset=utf-16")]
    [InlineData("utf-32", "text/xml; charset=utf-32")]
    public async Task Given_an_umlaut_in_UTF_8_when_the_document_says_that_it_is_wider_then_the_address_is_read(string declared, string contentType)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        Assert.True((await eas.Writer.AddAliasAsync(AdminActor.Server, eas.Account, "müller@example.test", AutodiscoverInstance.None)).IsDone);
        var body = AutodiscoverInstance.Body("müller@example.test").Replace("utf-8", declared, StringComparison.Ordinal);

        Assert.Equal(200, (await eas.AskAsync(AutodiscoverInstance.Request(Bytes(Encoding.UTF8, body), contentType: contentType))).Status);
    }

    [Fact]
    public async Task Given_half_a_character_of_UTF_16_when_a_phone_sends_it_then_400()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        byte[] body = [.. Encoding.Unicode.Preamble, .. Bytes(Encoding.Unicode, Utf16)[..^41]];

        Assert.Equal(400, (await eas.AskAsync(AutodiscoverInstance.Request(body))).Status);
    }

    private static byte[] Bytes(Encoding encoding, string text) => encoding.GetBytes(text);
}
