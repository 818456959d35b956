using System.Collections.Frozen;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Gives a field's name as a string, without allocating one for the names that nearly every mail has.</summary>
internal static class HeaderNames
{
    /// <summary>Longest name. RFC 5322, 2.1.1 allows a line of 998; no real name comes near this.</summary>
    public const int MaximumNameBytes = 256;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ARC-Authentication-Results",
        "ARC-Message-Signature",
        "ARC-Seal",
        "Authentication-Results",
        "Auto-Submitted",
        "Bcc",
        "Cc",
        "Content-Class",
        "Content-Description",
        "Content-Disposition",
        "Content-ID",
        "Content-Language",
        "Content-Location",
        "Content-Transfer-Encoding",
        "Content-Type",
        "DKIM-Signature",
        "Date",
        "Delivered-To",
        "Feedback-ID",
        "From",
        "Importance",
        "In-Reply-To",
        "List-Help",
        "List-Id",
        "List-Post",
        "List-Subscribe",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "MIME-Version",
        "Message-ID",
        "Precedence",
        "Priority",
        "Received",
        "Received-SPF",
        "References",
        "Reply-To",
        "Return-Path",
        "Sender",
        "Sensitivity",
        "Subject",
        "Thread-Index",
        "Thread-Topic",
        "To",
        "User-Agent",
        "X-Attachment-Id",
        "X-MS-Exchange-Organization-SCL",
        "X-Mailer",
        "X-Originating-IP",
        "X-Priority",
        "X-Received",
        "X-Spam-Flag",
        "X-Spam-Score",
        "X-Spam-Status");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name as a string; <paramref name="name"/> is ASCII of at most <see cref="MaximumNameBytes"/>.</summary>
    public static string Get(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[MaximumNameBytes];
        var text = characters[..Encoding.ASCII.GetChars(name, characters)];
        return Lookup.TryGetValue(text, out var known) ? known : new string(text);
    }

    /// <summary>Length of the name at the start of a line, without the spaces that obsolete syntax allows before the colon; -1 when the line is no field.</summary>
    /// <remarks>RFC 5322, 2.2 and 4.5.</remarks>
    public static int Measure(ReadOnlySpan<byte> line, out int colon)
    {
        colon = line[..Math.Min(line.Length, MaximumNameBytes + 1)].IndexOf((byte)':');
        if (colon < 0)
        {
            return -1;
        }

        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0 ? name.Length : -1;
    }
}
