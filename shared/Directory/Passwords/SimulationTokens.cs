using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// Tokens with which an admin's tool speaks Exchange ActiveSync as a phone of one account, for ten minutes. They are no credential:
/// nothing of them is stored, they open nothing else, and an account that takes only mobile passwords takes them all the same.
/// </summary>
public sealed class SimulationTokens
{
    /// <summary>How long one is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Prefix = "ccs_";
    private const int PayloadBytes = 16 + 16 + 8;

    private readonly byte[] key;
    private readonly TimeProvider time;

    /// <summary>Under the key that all instances share.</summary>
    /// <exception cref="ArgumentException">The key has fewer than <see cref="PasswordProofs.MinimumKeyBytes"/> bytes.</exception>
    public SimulationTokens(ReadOnlySpan<byte> serverKey, TimeProvider time)
    {
        if (serverKey.Length < PasswordProofs.MinimumKeyBytes)
        {
            throw new ArgumentException($"The server key needs at least {PasswordProofs.MinimumKeyBytes} bytes, not {serverKey.Length}.", nameof(serverKey));
        }

        // A key of its own for this purpose: what proves a password must never prove a token.
        key = HMACSHA256.HashData(serverKey, "carbonio simulation token 1"u8);
        this.time = time;
    }

    /// <summary>Makes one.</summary>
    /// <returns>The token, which goes where a phone has its password, and when it ends.</returns>
    public (string Token, DateTimeOffset Expires) Make(AccountKey account)
    {
        var expires = time.GetUtcNow() + Lifetime;
        Span<byte> bytes = stackalloc byte[PayloadBytes + HMACSHA256.HashSizeInBytes];
        account.Tenant.TryWriteBytes(bytes);
        account.Account.TryWriteBytes(bytes[16..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[32..], expires.ToUnixTimeMilliseconds());
        HMACSHA256.HashData(key, bytes[..PayloadBytes], bytes[PayloadBytes..]);
        return (Prefix + Base64Url.EncodeToString(bytes), expires);
    }

    /// <summary>Whether a password is a token that is good now, and whose.</summary>
    public bool TryRead([NotNullWhen(true)] string? password, out AccountKey account)
    {
        account = default;
        Span<byte> bytes = stackalloc byte[PayloadBytes + HMACSHA256.HashSizeInBytes];
        if (password is null
            || !password.StartsWith(Prefix, StringComparison.Ordinal)
            || Base64Url.DecodeFromChars(password.AsSpan(Prefix.Length), bytes, out _, out var length) != OperationStatus.Done
            || length != bytes.Length)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes[..PayloadBytes], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[PayloadBytes..])
            || BinaryPrimitives.ReadInt64BigEndian(bytes[32..]) <= time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            return false;
        }

        account = new(new Guid(bytes[..16]), new Guid(bytes[16..32]));
        return true;
    }
}
