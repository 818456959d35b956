using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class ContentTypeTests
{
    [Theory]
    [InlineData("text/html charset=koi8-r", "text/html", "koi8-r")]
    [InlineData("text/html, charset=koi8-r; x=y", "text/html", "koi8-r")]
    [InlineData("text/html  charset=\"koi8-r\" ; x=y", "text/html", "koi8-r")]
    [InlineData("text/html garbage; charset=koi8-r", "text/html", "koi8-r")]
    public void Given_a_forgotten_semicolon_when_parsed_then_type_and_charset_are_found(string text, string type, string charset)
    {
        var parsed = ContentType.Parse(text);

        Assert.Equal((type, charset), (parsed.MediaType, parsed.Charset));
    }

    [Theory]
    [InlineData("TEXT/HTML; Charset=UTF-8", "text/html")]
    [InlineData("text / html", "text/html")]
    [InlineData("text", "text/plain")]
    [InlineData("", "text/plain")]
    [InlineData("a/b/c", "text/plain")]
    [InlineData("image/svg+xml (drawing)", "image/svg+xml")]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document;name=x", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    public void Given_a_type_when_parsed_then_it_is_lower_case_or_plain_text(string text, string expected) =>
        Assert.Equal(expected, ContentType.Parse(text).MediaType);

    [Theory]
    [InlineData("a/b; name=plain.txt", "plain.txt")]
    [InlineData("a/b; name=\"a; \\\"b\\\".txt\"", "a; \"b\".txt")]
    [InlineData("a/b; name=my file.txt", "my file.txt")]
    [InlineData("a/b; name=\"C:\\temp\\x.txt\"", "C:\\temp\\x.txt")]
    [InlineData("a/b; name=\"never closed", "never closed")]
    [InlineData("a/b; (comment) name (more) = \"x\" (end)", "x")]
    [InlineData("a/b; (comment) name=(here) \"x\" (end)", "x")]
    [InlineData("a/b;;; name=x;", "x")]
    [InlineData("a/b; name=x; name=y", "x")]
    [InlineData("a/b; name=", "")]
    [InlineData("a/b; other=x", null)]
    [InlineData("a/b; name*=utf-8'en'%E2%82%AC%20rates", "€ rates")]
    [InlineData("a/b; name*=%41", "A")]
    [InlineData("a/b; name=old; name*=utf-8''new", "new")]
    [InlineData("a/b; name*1=b; name*0=a; name*2=c", "abc")]
    [InlineData("a/b; name*0*=iso-8859-1''%FC; name*1=\"%20\"; name*2*=%20x", "ü%20 x")]
    [InlineData("a/b; name*0*=utf-8''%E6%97; name*1*=%A5", "日")]
    [InlineData("a/b; name*0*=utf-8''%zz%4", "%zz%4")]
    [InlineData("a/b; name*0=\"=?utf-8?Q?=C3=BC\"; name*1=\"?=\"", "ü")]
    [InlineData("a/b; name=\"=?utf-8?Q?=C3=BC?=\"", "ü")]
    [InlineData("a/b; name*x*=y", null)]
    public void Given_parameters_when_parsed_then_every_form_gives_the_value(string text, string? expected) =>
        Assert.Equal(expected, ContentType.Parse(text).Parameters.Find("NAME"));

    [Theory]
    [InlineData(ParameterParser.MaximumParameters - 1, true)]
    [InlineData(ParameterParser.MaximumParameters, false)]
    public void Given_many_parameters_when_parsed_then_those_beyond_the_limit_are_left_out(int before, bool isFound)
    {
        var text = "a/b" + string.Concat(Enumerable.Range(0, before).Select(i => $"; p{i}=x")) + "; name=y";

        Assert.Equal(isFound ? "y" : null, ContentType.Parse(text).Parameters.Find("name"));
    }

    [Theory]
    [InlineData("attachment", true, false)]
    [InlineData("\"attachment\"; filename=x", true, false)]
    [InlineData("INLINE", false, true)]
    [InlineData("unknown", true, false)]
    [InlineData("", false, false)]
    public void Given_a_disposition_when_parsed_then_unknown_words_are_attachments(string text, bool isAttachment, bool isInline)
    {
        var disposition = ContentDisposition.Parse(text);
        Assert.Equal((isAttachment, isInline), (disposition.IsAttachment, disposition.IsInline));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\x\\a.doc", "a.doc")]
    [InlineData("a\u202Egpj.exe", "a_gpj.exe")]
    [InlineData("a\tb?.txt", "a_b_.txt")]
    [InlineData(" ", null)]
    [InlineData("dir/", null)]
    [InlineData("..", null)]
    public void Given_a_hostile_file_name_when_cleaned_then_it_names_one_harmless_file(string name, string? expected) =>
        Assert.Equal(expected, FileNames.Clean(name));

    [Theory]
    [InlineData(FileNames.MaximumCharacters - 1)]
    [InlineData(FileNames.MaximumCharacters)]
    [InlineData(FileNames.MaximumCharacters + 1)]
    public void Given_a_long_file_name_when_cleaned_then_the_extension_survives(int length)
    {
        var clean = FileNames.Clean(new string('x', length - 4) + ".pdf")!;

        Assert.Equal(Math.Min(length, FileNames.MaximumCharacters), clean.Length);
        Assert.EndsWith(".pdf", clean, StringComparison.Ordinal);
    }
}
