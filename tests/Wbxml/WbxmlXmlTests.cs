using System.Buffers;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class WbxmlXmlTests
{
    [Theory]
    [InlineData("<Sync xmlns='AirSync'/>", "05")]
    [InlineData("<Sync xmlns='AirSync'></Sync>", "45 01")]
    [InlineData("<?xml version='1.0'?><!-- a --><s:Sync xmlns:s='AirSync'><?p?></s:Sync>", "45 01")]
    [InlineData("<Sync xmlns='AirSync'>a<!-- one run -->b<![CDATA[<c>]]></Sync>", "45 03 61 62 3C 63 3E 00 01")]
    [InlineData("<Sync xmlns='AirSync'>  </Sync>", "45 03 20 20 00 01")]
    [InlineData("<Sync xmlns='AirSync'>\n  <Add/>\n  text <Add/>\n</Sync>", "45 07 03 0A 20 20 74 65 78 74 20 00 07 01")]
    [InlineData("<Sync xmlns='AirSync'><w:opaque xmlns:w='urn:carbonio:wbxml'>é</w:opaque></Sync>", "45 C3 02 C3 A9 01")]
    [InlineData("<Sync xmlns='AirSync'><w:opaque xmlns:w='urn:carbonio:wbxml' encoding='base64'> AP8= </w:opaque></Sync>", "45 C3 02 00 FF 01")]
    [InlineData("<Sync xmlns='AirSync'><w:string xmlns:w='urn:carbonio:wbxml'/></Sync>", "45 03 00 01")]
    [InlineData("<Sync xmlns='AirSync'><w:string xmlns:w='urn:carbonio:wbxml' encoding='base64'>Af8=</w:string></Sync>", "45 03 01 FF 00 01")]
    [InlineData("<token-05 xmlns='urn:carbonio:wbxml:page:254'/>", "00 FE 05")]
    public void Given_XML_when_it_is_encoded_then_the_bytes_are_these(string xml, string hex)
    {
        var output = new ArrayBufferWriter<byte>();
        using var reader = new StringReader(xml);

        Assert.Null(WbxmlXml.FromXml(reader, output));

        Assert.Equal(Hex.Bytes("03 01 6A 00" + hex), output.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData("", 1, 1, "Root element is missing")]
    [InlineData("<Sync xmlns='AirSync'>\n<Add>", 2, 6, "Unexpected end of file")]
    [InlineData("<Sync/>", 1, 2, "no code page has the namespace ''")]
    [InlineData("<Sync xmlns='AirSync:'/>", 1, 2, "no code page has the namespace 'AirSync:'")]
    [InlineData("<Sync xmlns='AirSync'>\n  <SyncKeys/></Sync>", 2, 4, "AirSync has no element SyncKeys")]
    [InlineData("<token-04 xmlns='AirSync'/>", 1, 2, "AirSync has no element token-04")]
    [InlineData("<token-40 xmlns='AirSync'/>", 1, 2, "AirSync has no element token-40")]
    [InlineData("<token-05 xmlns='urn:carbonio:wbxml:page:256'/>", 1, 2, "no code page has the namespace 'urn:carbonio:wbxml:page:256'")]
    [InlineData("<Sync xmlns='AirSync' key='1'/>", 1, 23, "attribute key")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 1, 1, "DTD is prohibited")]
    [InlineData("<w:opaque xmlns:w='urn:carbonio:wbxml'/>", 1, 2, "a marker cannot be the root element")]
    [InlineData("<Sync xmlns='AirSync'><w:bytes xmlns:w='urn:carbonio:wbxml'/></Sync>", 1, 24, "there is no marker bytes")]
    [InlineData("<Sync xmlns='AirSync'><w:opaque xmlns:w='urn:carbonio:wbxml' encoding='hex'/></Sync>", 1, 24, "encoding 'hex' is not base64")]
    [InlineData("<Sync xmlns='AirSync'><w:opaque xmlns:w='urn:carbonio:wbxml' encoding='base64'>*</w:opaque></Sync>", 1, 83, "this is not base64")]
    [InlineData("<Sync xmlns='AirSync'><w:opaque xmlns:w='urn:carbonio:wbxml'><Add/></w:opaque></Sync>", 1, 63, "a marker holds text only")]
    [InlineData("<Sync xmlns='AirSync'><w:string xmlns:w='urn:carbonio:wbxml' encoding='base64'>AA==</w:string></Sync>", 1, 86, "a string cannot hold NUL")]
    public void Given_XML_that_cannot_be_WBXML_when_it_is_encoded_then_the_error_says_what_and_where(string xml, int line, int column, string message)
    {
        using var reader = new StringReader(xml);

        var error = WbxmlXml.FromXml(reader, new ArrayBufferWriter<byte>());

        Assert.Equal((line, column), (error?.Line, error?.Column));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3, 82)]
    [InlineData(4, 4, 83)]
    public void Given_XML_at_its_limits_when_it_is_encoded_then_it_is_whole(int depth, int elements, int characters)
    {
        Assert.Null(EncodeThreeElements(new WbxmlLimits { Depth = depth, Elements = elements, DocumentBytes = characters }));
    }

    [Theory]
    [InlineData(2, 3, 1000, "more than 2 elements are open")]
    [InlineData(3, 2, 1000, "there are more than 2 elements")]
    [InlineData(3, 3, 81, "MaxCharactersInDocument")]
    public void Given_XML_above_a_limit_when_it_is_encoded_then_the_limit_is_the_error(int depth, int elements, int characters, string message)
    {
        var error = EncodeThreeElements(new WbxmlLimits { Depth = depth, Elements = elements, DocumentBytes = characters });

        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_document_that_breaks_off_when_it_is_shown_then_what_came_before_is_well_formed_XML()
    {
        using var xml = new StringWriter();

        var error = WbxmlXml.ToXml(Hex.Bytes("03 01 6A 00 45 4B 03 31 00 01 85"), xml);

        Assert.Equal((WbxmlErrorKind.AttributesNotSupported, 10), (error?.Kind, error?.Offset));
        Assert.Equal("<Sync xmlns=\"AirSync\">\n  <SyncKey>1</SyncKey>\n</Sync>", xml.ToString());
    }

    [Fact]
    public void Given_no_document_when_it_is_shown_then_there_is_an_error_and_no_XML()
    {
        using var xml = new StringWriter();

        Assert.Equal(WbxmlErrorKind.UnexpectedEnd, WbxmlXml.ToXml(default, xml)?.Kind);
        Assert.Equal("", xml.ToString());
    }

    private static WbxmlXmlError? EncodeThreeElements(WbxmlLimits limits)
    {
        using var reader = new StringReader("<Sync xmlns='AirSync'><Collections><Collection>a</Collection></Collections></Sync>");
        return WbxmlXml.FromXml(reader, new ArrayBufferWriter<byte>(), limits);
    }
}
