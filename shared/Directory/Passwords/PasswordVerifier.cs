using System.Buffers.Binary;

namespace Carbonio.Cloud.Directory;

/// <summary>How a stored password is checked: PBKDF2-HMAC-SHA256 for what people choose, one salted SHA-256 for what we generated.</summary>
/// <param name="Rounds">Rounds of PBKDF2; 0 for the single SHA-256.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Hash">32 bytes.</param>
internal sealed record PasswordVerifier(int Rounds, byte[] Salt, byte[] Hash)
{
    public const int SaltBytes = 16;
    public const int HashBytes = 32;

    public bool IsSlow => Rounds > 0;

    public byte[] ToBytes()
    {
        var bytes = new byte[4 + SaltBytes + HashBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Rounds);
        Salt.CopyTo(bytes, 4);
        Hash.CopyTo(bytes, 4 + SaltBytes);
        return bytes;
    }

    public static PasswordVerifier? FromBytes(byte[]? bytes) => bytes is { Length: 4 + SaltBytes + HashBytes }
        ? new(BinaryPrimitives.ReadInt32LittleEndian(bytes), bytes[4..(4 + SaltBytes)], bytes[(4 + SaltBytes)..])
        : null;
}
