namespace Carbonio.Cloud.Mime;

/// <summary>How a message as a whole is signed or encrypted. The numbers are kept in rows: they never change.</summary>
/// <remarks>RFC 8551, 3 (S/MIME); RFC 3156 (PGP).</remarks>
public enum MessageProtection : byte
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>S/MIME <c>multipart/signed</c>: readable without S/MIME.</summary>
    SMimeClearSigned = 1,

    /// <summary>S/MIME <c>signed-data</c>: the content is inside the signature.</summary>
    SMimeOpaqueSigned = 2,

    /// <summary>S/MIME encrypted, compressed, or of no stated kind.</summary>
    SMimeEncrypted = 3,

    /// <summary>A signed receipt (RFC 2634, 2).</summary>
    SMimeReceipt = 4,

    /// <summary>PGP <c>multipart/signed</c>.</summary>
    PgpSigned = 5,

    /// <summary>PGP <c>multipart/encrypted</c>.</summary>
    PgpEncrypted = 6,
}
