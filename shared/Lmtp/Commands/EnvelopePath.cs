using System.Text;

namespace Carbonio.Cloud.Lmtp.Commands;

/// <summary>A path: what MAIL and RCPT name in angle brackets ([RFC 5321] 4.1.2).</summary>
/// <param name="Text">What stands in the brackets, without a source route.</param>
/// <param name="Address">The same with the quotes of a local part taken away; null when it is no address.</param>
/// <param name="Rest">What follows the brackets.</param>
internal readonly record struct EnvelopePath(string Text, string? Address, string Rest)
{
    /// <summary>True when it takes SMTPUTF8 to send it.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Text);

    /// <summary>Reads <c>FROM:&lt;path&gt; rest</c> or <c>TO:&lt;path&gt; rest</c>.</summary>
    /// <returns>Null when there are no brackets where they belong.</returns>
    public static EnvelopePath? Parse(string argument, string prefix)
    {
        if (!argument.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Many clients leave a blank after the colon, and all servers take it.
        var text = argument[prefix.Length..].TrimStart(' ');
        var end = text.StartsWith('<') ? EndOf(text) : -1;
        if (end < 0 || (end + 1 < text.Length && text[end + 1] != ' '))
        {
            return null;
        }

        var path = WithoutRoute(text[1..end]);
        return new(path, Encoding.UTF8.GetByteCount(path) <= LmtpLimits.AddressBytes ? Unquote(path) : null, text[(end + 1)..]);
    }

    private static int EndOf(string text)
    {
        var quoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted:
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case '>' when !quoted:
                    return i;
            }
        }

        return -1;
    }

    // @a.example,@b.example:user@c.example; nobody sends it any more, and it is to be ignored ([RFC 5321] appendix C).
    private static string WithoutRoute(string path)
    {
        var colon = path.StartsWith('@') ? path.IndexOf(':', StringComparison.Ordinal) : -1;
        return path[(colon + 1)..];
    }

    private static string? Unquote(string path)
    {
        if (!path.StartsWith('"'))
        {
            return path.AsSpan().ContainsAny(" <>\"\\") ? null : path;
        }

        var local = new StringBuilder();
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] == '"')
            {
                var domain = path[(i + 1)..];
                return domain.StartsWith('@') && !domain.AsSpan().ContainsAny(" <>\"\\") ? local.Append(domain).ToString() : null;
            }

            i += path[i] == '\\' ? 1 : 0;
            if (i < path.Length)
            {
                local.Append(path[i]);
            }
        }

        return null;
    }
}
