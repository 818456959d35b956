using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Directory;

/// <summary>Mobile passwords that we make: 28 characters of 5 bits in groups of four, 140 bits, easy to read off a screen.</summary>
internal static class GeneratedPassword
{
    private const int Characters = 28;
    private const int Group = 4;

    public static string Next(IRandomSource random)
    {
        var characters = RandomText.Next(random, Characters);
        var text = new StringBuilder(Characters + (Characters / Group));
        for (var i = 0; i < Characters; i++)
        {
            if (i > 0 && i % Group == 0)
            {
                text.Append('-');
            }

            text.Append(characters[i]);
        }

        return text.ToString();
    }

    /// <summary>The salted SHA-256 of a password as it was typed: hyphens, blanks and upper case, which phones like to put in, do not count.</summary>
    /// <returns>False when it has no such form, so that it was never generated.</returns>
    public static bool TryHash(ReadOnlySpan<char> typed, ReadOnlySpan<byte> salt, Span<byte> hash)
    {
        Span<byte> salted = stackalloc byte[PasswordVerifier.SaltBytes + Characters];
        salt.CopyTo(salted);
        var length = 0;
        foreach (var c in typed)
        {
            if (c is '-' or ' ')
            {
                continue;
            }

            if (length == Characters || !char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }

            salted[PasswordVerifier.SaltBytes + length++] = (byte)char.ToLowerInvariant(c);
        }

        if (length != Characters)
        {
            return false;
        }

        SHA256.HashData(salted, hash);
        CryptographicOperations.ZeroMemory(salted);
        return true;
    }

    public static PasswordVerifier Verifier(string password, IRandomSource random)
    {
        var salt = new byte[PasswordVerifier.SaltBytes];
        random.Fill(salt);
        var hash = new byte[PasswordVerifier.HashBytes];
        return TryHash(password, salt, hash)
            ? new(0, salt, hash)
            : throw new ArgumentException("Not a generated password.", nameof(password));
    }
}
