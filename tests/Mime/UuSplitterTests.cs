using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class UuSplitterTests
{
    private const string Cat = "begin 644 cat.txt\n#0V%T\n`\nend\n";

    [Fact]
    public void Given_a_text_with_uuencoded_files_when_laid_out_then_they_are_attachments_and_the_rest_is_the_body()
    {
        var message = Mail.Parse($"Subject: old\n\nbefore\n{Cat}between\n{Cat.Replace("cat", "dog", StringComparison.Ordinal)}\n \n");
        var layout = MessageLayout.From(message);

        Assert.Equal(["1.1", "1.2", "1.3", "1.4"], layout.Parts.Select(part => part.PartNumber));
        Assert.Equal(["cat.txt", "dog.txt"], layout.Attachments.Select(part => part.DisplayName));
        Assert.Equal("before\r\n\n\nbetween\r\n", MessageBody.ReadText(layout, MessageBody.In(message.Source), 1000));
        Assert.Equal("Cat", Encoding.ASCII.GetString(PartContent.Decode(MessageBody.In(message.Source)(layout.Parts[1]), layout.Parts[1], 1000).Span));
        Assert.Equal(3, layout.Parts[1].DecodedLength);
        LayoutAssert.ReadsBack(layout);
    }

    [Fact]
    public void Given_nothing_but_a_uuencoded_file_when_laid_out_then_the_body_is_empty()
    {
        var layout = Mail.Layout("Content-Type: text/plain; charset=utf-8\n\n" + Cat);

        Assert.Equal([0], layout.TextBody);
        Assert.Equal(0, layout.Parts[0].EncodedLength);
        Assert.Equal("cat.txt", Assert.Single(layout.Attachments).FileName);
    }

    [Theory]
    [InlineData("begin 644 cat.txt\n#0V%T\n`\n")] // no end
    [InlineData("begin 644 cat.txt\n#0V%T\nend\n")] // nothing that says it is complete
    [InlineData("begin 644 cat.txt\n#0V\n`\nend\n")] // a line too short
    [InlineData("begin 644 cat.txt\n#0V%Tabc\n`\nend\n")] // lower case is none of its characters
    [InlineData("begin 644 cat.txt\n#0V%TXYZ\n`\nend\n")] // more than a checksum behind it
    [InlineData("begin 999 cat.txt\n#0V%T\n`\nend\n")]
    [InlineData("begin 644\n#0V%T\n`\nend\n")]
    [InlineData("we begin 644 cat.txt\n#0V%T\n`\nend\n")]
    [InlineData("begin with the end in mind\n")]
    [InlineData("=ybegin line=128 size=3 name=cat.txt\r\n\u00b2\u008b\u009e\r\n=yend size=3\r\n")] // yEnc
    public void Given_what_only_looks_like_a_file_when_laid_out_then_it_stays_text(string text)
    {
        var layout = Mail.Layout("Subject: x\n\n" + text);

        Assert.Equal("1", Assert.Single(layout.Parts).PartNumber);
        Assert.Equal([0], layout.TextBody);
    }

    [Theory]
    [InlineData("begin 644 cat.txt\n#0V%T\n\nend")] // empty line, no line break at the end
    [InlineData("begin 0644 cat.txt\n#0V%T\n \nend  \n")]
    [InlineData("begin 644 ../etc/cat.txt\n#0V%T1\n`\nend\n")] // a checksum, a path
    public void Given_a_file_as_other_programs_write_it_when_laid_out_then_it_is_one(string text) =>
        Assert.Equal(("cat.txt", 3), Mail.Layout("Subject: x\n\n" + text).Attachments.Select(part => (part.FileName, part.DecodedLength)).Single());

    [Theory]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n")]
    [InlineData("Content-Type: text/html\n")]
    [InlineData("Content-Disposition: attachment\n")]
    public void Given_a_part_that_is_no_plain_body_when_laid_out_then_nothing_is_taken_out_of_it(string field) =>
        Assert.Equal("1", Assert.Single(Mail.Layout($"{field}\n{Cat}").Parts).PartNumber);

    [Theory]
    [InlineData(UuSplitter.MaximumFiles - 1)]
    [InlineData(UuSplitter.MaximumFiles)]
    [InlineData(UuSplitter.MaximumFiles + 1)]
    public void Given_many_files_when_laid_out_then_those_beyond_the_limit_stay_in_the_text(int count)
    {
        var layout = Mail.Layout("Subject: x\n\n" + string.Concat(Enumerable.Repeat("text\n" + Cat, count)));

        Assert.Equal(Math.Min(count, UuSplitter.MaximumFiles), layout.Attachments.Count());
        Assert.Equal(Math.Min(count, UuSplitter.MaximumFiles + 1), layout.TextBody.Count);
    }
}
