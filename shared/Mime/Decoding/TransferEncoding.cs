namespace Carbonio.Cloud.Mime;

/// <summary>How a body is encoded. The numbers are kept in rows: they never change.</summary>
/// <remarks>RFC 2045, 6.</remarks>
public enum TransferEncoding : byte
{
    /// <summary>ASCII lines; also when nothing is declared.</summary>
    SevenBit = 0,

    /// <summary>Lines of any bytes.</summary>
    EightBit = 1,

    /// <summary>Any bytes.</summary>
    Binary = 2,

    /// <summary>Quoted-printable.</summary>
    QuotedPrintable = 3,

    /// <summary>Base64.</summary>
    Base64 = 4,

    /// <summary>Uuencode, as mailers before MIME wrote it.</summary>
    UuEncode = 5,

    /// <summary>Declared, but none that we know: the bytes are taken as they are.</summary>
    Unknown = 6,
}
