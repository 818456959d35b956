using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Directory;

/// <summary>Makes and checks <see cref="PasswordProof"/>s under the server key. One HMAC each, nothing allocated for a check.</summary>
public sealed class PasswordProofs
{
    /// <summary>Least length of the server key.</summary>
    public const int MinimumKeyBytes = 32;

    private const int HeadBytes = 16 + 16 + 8 + 16;

    private readonly byte[] key;

    /// <summary>Under the key that all instances share.</summary>
    /// <exception cref="ArgumentException">The key has fewer than <see cref="MinimumKeyBytes"/> bytes.</exception>
    public PasswordProofs(ReadOnlySpan<byte> serverKey)
    {
        if (serverKey.Length < MinimumKeyBytes)
        {
            throw new ArgumentException($"The server key needs at least {MinimumKeyBytes} bytes, not {serverKey.Length}.", nameof(serverKey));
        }

        // A key of its own for this purpose: the server key may serve others.
        key = HMACSHA256.HashData(serverKey, "carbonio password proof 1"u8);
    }

    internal PasswordProof Make(AccountKey account, string credentialId, long version, string password)
    {
        var mac = new byte[PasswordProof.MacBytes];
        Compute(account, credentialId, version, password, mac);
        return new(credentialId, mac);
    }

    internal bool Verify(PasswordProof proof, AccountKey account, long version, string password)
    {
        Span<byte> mac = stackalloc byte[PasswordProof.MacBytes];
        Compute(account, proof.CredentialId, version, password, mac);
        return CryptographicOperations.FixedTimeEquals(mac, proof.Mac.Span);
    }

    /// <summary>Stands for a network in a device's row. Without the server key nobody can tell which: there are few networks to try.</summary>
    internal byte[] Mark(AccountKey account, string network) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"network {account.ToPartition()} {network}"))[..PasswordProof.NetworkMarkBytes];

    private void Compute(AccountKey account, string credentialId, long version, string password, Span<byte> mac)
    {
        // Fixed-length fields first, the password last: no two inputs run into one another.
        var length = HeadBytes + Encoding.UTF8.GetMaxByteCount(password.Length);
        var rented = length > 1024 ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> message = rented ?? stackalloc byte[1024];
        message[..HeadBytes].Clear();
        account.Tenant.TryWriteBytes(message);
        account.Account.TryWriteBytes(message[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(message[32..], version);
        Encoding.ASCII.GetBytes(credentialId, message[40..HeadBytes]);
        var used = HeadBytes + Encoding.UTF8.GetBytes(password, message[HeadBytes..]);
        HMACSHA256.HashData(key, message[..used], mac);
        CryptographicOperations.ZeroMemory(message[..used]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
