using System.Buffers;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Wbxml;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Content;

public sealed class ContentOptionsParserTests
{
    [Fact]
    public void Given_full_options_when_they_are_read_then_all_is_known_and_other_elements_are_left_to_others()
    {
        var (options, violation, others) = Read("""
            <FilterType>2</FilterType>
            <MIMESupport>1</MIMESupport>
            <MIMETruncation>8</MIMETruncation>
            <b:BodyPreference><b:Type>2</b:Type><b:TruncationSize>4294967295</b:TruncationSize><b:AllOrNone>1</b:AllOrNone><b:Preview>255</b:Preview></b:BodyPreference>
            <b:BodyPreference><b:Type>1</b:Type></b:BodyPreference>
            <b:BodyPartPreference><b:Type>2</b:Type><b:TruncationSize>0</b:TruncationSize></b:BodyPartPreference>
            <Conflict>1</Conflict>
            """);

        Assert.Equal(ContentViolation.None, violation);
        Assert.Equal(1, options.MimeSupport);
        Assert.Equal((byte)8, options.MimeTruncation);
        Assert.Equal([new(2, uint.MaxValue, AllOrNone: true, 255), new BodyPreference(1, null, AllOrNone: false, null)], options.BodyPreferences);
        Assert.Equal(new BodyPreference(2, 0, AllOrNone: false, null), options.BodyPartPreference);
        Assert.Equal([AirSyncPage.FilterType, AirSyncPage.Conflict], others);
    }

    [Theory]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type></b:BodyPreference><b:BodyPreference><b:Type>1</b:Type></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:TruncationSize>1</b:TruncationSize><b:Type>1</b:Type></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:AllOrNone>1</b:AllOrNone><b:TruncationSize>1</b:TruncationSize></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:Type>1</b:Type></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:TruncationSize>1</b:TruncationSize></b:BodyPreference>")]
    [InlineData("<b:BodyPreference></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>0</b:Type></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>5</b:Type></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>4294967296</b:TruncationSize></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>-1</b:TruncationSize></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>1x</b:TruncationSize></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:AllOrNone>2</b:AllOrNone></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:Preview>256</b:Preview></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:Status>1</b:Status></b:BodyPreference>")]
    [InlineData("<b:BodyPartPreference></b:BodyPartPreference>")]
    [InlineData("<b:BodyPartPreference><b:Type>2</b:Type></b:BodyPartPreference><b:BodyPartPreference><b:Type>2</b:Type></b:BodyPartPreference>")]
    [InlineData("<MIMESupport>3</MIMESupport>")]
    [InlineData("<MIMESupport>x</MIMESupport>")]
    [InlineData("<MIMESupport>1</MIMESupport><MIMESupport>1</MIMESupport>")]
    [InlineData("<MIMETruncation>9</MIMETruncation>")]
    public void Given_options_against_the_schema_when_they_are_read_then_it_is_a_protocol_error(string options) =>
        Assert.Equal(ContentViolation.Protocol, Read(options).Violation);

    [Theory]
    [InlineData("<b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>0</b:TruncationSize><b:Preview>0</b:Preview></b:BodyPreference>")]
    [InlineData("<b:BodyPreference><b:Type>4</b:Type><b:AllOrNone>0</b:AllOrNone></b:BodyPreference>")]
    [InlineData("<MIMESupport>0</MIMESupport><MIMETruncation>0</MIMETruncation>")]
    [InlineData("")]
    public void Given_options_at_the_edge_of_the_schema_when_they_are_read_then_nothing_is_wrong(string options) =>
        Assert.Equal(ContentViolation.None, Read(options).Violation);

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public void Given_a_body_part_that_is_not_HTML_when_it_is_read_then_that_is_its_own_error(string type) =>
        Assert.Equal(ContentViolation.BodyPartPreferenceType, Read($"<b:BodyPartPreference><b:Type>{type}</b:Type></b:BodyPartPreference>").Violation);

    private static (ContentOptions Options, ContentViolation Violation, List<WbxmlTag> Others) Read(string children)
    {
        var wbxml = new ArrayBufferWriter<byte>();
        Assert.Null(WbxmlXml.FromXml(new StringReader($"<Options xmlns=\"AirSync\" xmlns:b=\"AirSyncBase\">{children}</Options>"), wbxml));
        var reader = new WbxmlReader(wbxml.WrittenSpan);
        reader.Read();
        var parser = new ContentOptionsParser(ContentFixture.V161);
        var others = new List<WbxmlTag>();
        var options = reader.Depth;
        while (reader.ReadChild(options))
        {
            if (!parser.TryRead(ref reader))
            {
                others.Add(reader.Tag);
            }
        }

        Assert.Null(reader.Error);
        return (parser.Options, parser.Violation, others);
    }
}
