using System.Net;
using System.Text;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>Addresses as they stand in SMTP commands.</summary>
/// <remarks>[RFC 5321] 4.1.2 Mailbox, [RFC 6531] 3.3. More than this server gives its own accounts: quoted local parts and address literals.</remarks>
public static class EnvelopeAddress
{
    /// <summary>UTF-8 bytes of an address ([RFC 5321] 4.5.3.1.3, without the brackets).</summary>
    public const int MaximumBytes = 254;

    /// <summary>UTF-8 bytes of the local part ([RFC 5321] 4.5.3.1.1).</summary>
    public const int MaximumLocalBytes = 64;

    /// <summary>True for an address that can be sent to. What could end a command or begin another is in none.</summary>
    public static bool IsValid(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        return at > 0
            && address.Length <= MaximumBytes
            && Encoding.UTF8.GetByteCount(address) <= MaximumBytes
            && Encoding.UTF8.GetByteCount(address.AsSpan(0, at)) <= MaximumLocalBytes
            && IsLocalPart(address.AsSpan(0, at))
            && IsDomain(address[(at + 1)..]);
    }

    /// <summary>True when only a server with SMTPUTF8 can take it: beyond ASCII before the @. A domain can be written in ASCII.</summary>
    /// <remarks>[RFC 6531] 3.2.</remarks>
    public static bool NeedsUtf8(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return !Ascii.IsValid(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))));
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local is ['"', .. var quoted, '"'])
        {
            return IsQuoted(quoted);
        }

        foreach (var c in local)
        {
            // Dots stand wherever they like: some providers gave out addresses with two in a row.
            if (c != '.' && !IsAtext(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return false;
            }

            if (i == text.Length || char.IsControl(text[i]) || char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAtext(char c) =>
        c < 0x80
            ? char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)
            : !char.IsWhiteSpace(c) && !char.IsControl(c) && !char.IsSurrogate(c);

    private static bool IsDomain(string domain) =>
        domain is ['[', .. var literal, ']']
            ? IPAddress.TryParse(literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? literal[5..] : literal, out _)
            : AddressText.TryNormalizeDomain(domain, out _);
}
