using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>Mail addresses and domain names in the one form in which they are compared and stored: lower case, domain in punycode.</summary>
public static class AddressText
{
    /// <summary>Longest address, in characters ([RFC 5321] 4.5.3.1.3, without the brackets).</summary>
    public const int MaximumAddressCharacters = 254;

    // A key has at most 512 characters; escaping triples what is not plain.
    private const int MaximumKeyCharacters = 480;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The stored form of an address; the same instance when it already has it.</summary>
    /// <returns>False when it is no address a mailbox could have: no or two @, blanks, an impossible domain, too long.</returns>
    public static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (text is null || text.Length is 0 or > MaximumAddressCharacters)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is <= 0 or > 64 || !IsLocalPart(text.AsSpan(0, at)))
        {
            return false;
        }

        if (IsPlainDomain(text.AsSpan(at + 1)) && !HasUpper(text))
        {
            address = text;
        }
        else if (TryNormalizeDomain(text[(at + 1)..], out var domain))
        {
            address = string.Concat(text[..at].ToLowerInvariant(), "@", domain);
        }

        if (address is null || KeyText.Escape(address).Length > MaximumKeyCharacters)
        {
            address = null;
        }

        return address is not null;
    }

    /// <summary>The stored form of a domain name; the same instance when it already has it.</summary>
    public static bool TryNormalizeDomain([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        if (text is null || text.Length is 0 or > 253)
        {
            return false;
        }

        if (IsPlainDomain(text))
        {
            domain = text;
            return true;
        }

        try
        {
            var ascii = Idn.GetAscii(text.ToLowerInvariant()).ToLowerInvariant();
            domain = IsPlainDomain(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            domain = null; // IdnMapping has no Try form
        }

        return domain is not null;
    }

    /// <summary>What follows the @ of a normalised address.</summary>
    public static ReadOnlySpan<char> DomainOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AsSpan(address.IndexOf('@', StringComparison.Ordinal) + 1);
    }

    private static bool HasUpper(string text)
    {
        foreach (var c in text)
        {
            if (char.IsUpper(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in local)
        {
            // [RFC 5321] 4.1.2 atext and dots, [RFC 6531] 3.3 everything beyond ASCII; quoted local parts name no mailbox here.
            var good = char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal)
                || (c >= 0x80 && !char.IsWhiteSpace(c) && !char.IsControl(c));
            if (!good)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length is 0 or > 253)
        {
            return false;
        }

        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }
}
