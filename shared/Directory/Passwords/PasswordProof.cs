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

    // The same with the mark of a network before the credential's id.
    private const byte FormatWithNetwork = 2;

    /// <summary>Stands for the network in which the password was right; empty where that was not noted.</summary>
    public ReadOnlyMemory<byte> Network { get; private init; }

    /// <summary>Length of <see cref="Network"/>, where there is one.</summary>
    internal const int NetworkMarkBytes = 8;

    private const int MaximumCredentialIdBytes = 16;

    /// <summary>Length of <see cref="Mac"/>.</summary>
    public const int MacBytes = 32;

    /// <summary>The form in which it is stored: format, MAC, mark of the network if it has one, credential id.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[1 + MacBytes + Network.Length + CredentialId.Length];
        bytes[0] = Network.IsEmpty ? Format : FormatWithNetwork;
        Mac.Span.CopyTo(bytes.AsSpan(1));
        Network.Span.CopyTo(bytes.AsSpan(1 + MacBytes));
        Encoding.ASCII.GetBytes(CredentialId, bytes.AsSpan(1 + MacBytes + Network.Length));
        return bytes;
    }

    /// <summary>The proof, with the mark of the network in which it was made.</summary>
    internal PasswordProof In(byte[] networkMark) => this with { Network = networkMark };

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Anything else proves nothing.</summary>
    public static bool TryRead(byte[]? bytes, [NotNullWhen(true)] out PasswordProof? proof)
    {
        proof = null;
        var network = bytes is [FormatWithNetwork, ..] ? NetworkMarkBytes : 0;
        var head = 1 + MacBytes + network;
        if (bytes is [Format or FormatWithNetwork, ..] && bytes.Length >= head && bytes.Length <= head + MaximumCredentialIdBytes)
        {
            proof = new(Encoding.ASCII.GetString(bytes.AsSpan(head)), bytes.AsMemory(1, MacBytes)) { Network = bytes.AsMemory(1 + MacBytes, network) };
        }

        return proof is not null;
    }
}
