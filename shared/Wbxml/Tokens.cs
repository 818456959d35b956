namespace Carbonio.Cloud.Wbxml;

/// <summary>The bytes that mean the same on every code page.</summary>
/// <remarks>WAP-192-WBXML 7.1 Global Tokens. [MS-ASWBXML] uses SWITCH_PAGE, END, STR_I and OPAQUE of these.</remarks>
internal static class Tokens
{
    public const byte SwitchPage = 0x00;
    public const byte End = 0x01;
    public const byte Entity = 0x02;
    public const byte InlineString = 0x03;
    public const byte Literal = 0x04;
    public const byte InlineExtension0 = 0x40;
    public const byte InlineExtension2 = 0x42;
    public const byte ProcessingInstruction = 0x43;
    public const byte LiteralWithContent = 0x44;
    public const byte TableExtension0 = 0x80;
    public const byte TableExtension2 = 0x82;
    public const byte TableString = 0x83;
    public const byte LiteralWithAttributes = 0x84;
    public const byte Extension0 = 0xC0;
    public const byte Extension2 = 0xC2;
    public const byte Opaque = 0xC3;
    public const byte LiteralWithAttributesAndContent = 0xC4;

    /// <summary>First token that a code page may give a tag: lower ones are global.</summary>
    public const byte FirstTag = 0x05;

    /// <summary>Last token that a code page may give a tag: the two bits above are flags.</summary>
    public const byte LastTag = 0x3F;

    /// <summary>Added to a tag that has attributes. ActiveSync has none.</summary>
    public const byte HasAttributes = 0x80;

    /// <summary>Added to a tag that has content, which ends with END.</summary>
    public const byte HasContent = 0x40;

    /// <summary>The header's version byte for WBXML 1.3; 1.1 is 0x01, and 1.0 had no charset field.</summary>
    public const byte Version13 = 0x03;

    /// <summary>The header's version byte for WBXML 1.1.</summary>
    public const byte Version11 = 0x01;

    /// <summary>IANA MIBenum of UTF-8.</summary>
    public const uint Utf8Charset = 106;
}
