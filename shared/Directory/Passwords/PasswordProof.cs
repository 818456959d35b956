using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// That a password was right once, kept in a device row so that later requests on any instance cost one HMAC.
/// It proves one credential at one version; who holds the row learns nothing about the password without the server key.
/// </summary>
/// <param name="CredentialId">The credential it proves; empty for the account password.</param>
/// <param name="Mac">HMAC-SHA256, 32 bytes.</param>
public sealed record PasswordProof(string CredentialId, ReadOnlyMemory<byte> Mac)
{
    private const byte Format = 1;

    /// <summary>Length of <see cref="Mac"/>.</summary>
    public const int MacBytes = 32;

    /// <summary>The form in which it is stored: format, MAC, credential id.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[1 + MacBytes + CredentialId.Length];
        bytes[0] = Format;
        Mac.Span.CopyTo(bytes.AsSpan(1));
        Encoding.ASCII.GetBytes(CredentialId, bytes.AsSpan(1 + MacBytes));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Anything else proves nothing.</summary>
    public static bool TryRead(byte[]? bytes, [NotNullWhen(true)] out PasswordProof? proof)
    {
        proof = bytes is { Length: >= 1 + MacBytes and <= 1 + MacBytes + 16 } && bytes[0] == Format
            ? new(Encoding.ASCII.GetString(bytes.AsSpan(1 + MacBytes)), bytes.AsMemory(1, MacBytes))
            : null;
        return proof is not null;
    }
}
