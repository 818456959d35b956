using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>A query such as <c>Cmd=Sync&amp;User=...&amp;DeviceId=...&amp;DeviceType=...</c>: in any order, escaped or not, names without regard to case.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1.1.2 Plain Text Query Value.</remarks>
internal static class PlainQuery
{
    private const int MaximumValueCharacters = 512;

    /// <summary>True for a query of this form: in a base64 one no parameter can be called Cmd.</summary>
    public static bool IsPlain(ReadOnlySpan<char> query)
    {
        foreach (var part in query.Split('&'))
        {
            if (query[part].StartsWith("Cmd=", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public static void Read(ReadOnlySpan<char> query, out QueryFields fields)
    {
        fields = default;
        foreach (var range in query.Split('&'))
        {
            var part = query[range];
            var equals = part.IndexOf('=');
            if (equals <= 0)
            {
                continue;
            }

            var name = part[..equals];
            var value = part[(equals + 1)..];
            if (name.Equals("Cmd", StringComparison.OrdinalIgnoreCase))
            {
                fields.Command ??= CommandNames.Find(value);
            }
            else if (name.Equals("DeviceId", StringComparison.OrdinalIgnoreCase))
            {
                fields.DeviceId ??= Unescape(value);
            }
            else if (name.Equals("DeviceType", StringComparison.OrdinalIgnoreCase))
            {
                fields.DeviceType ??= Unescape(value);
            }
            else if (name.Equals("User", StringComparison.OrdinalIgnoreCase))
            {
                fields.User ??= Unescape(value);
            }
        }
    }

    /// <summary>The value of one parameter; null when it is longer than anything that is expected there.</summary>
    /// <remarks>A plus stays one: these are URI queries, not forms, and addresses contain it.</remarks>
    internal static string? Unescape(ReadOnlySpan<char> value)
    {
        if (value.Length > MaximumValueCharacters)
        {
            return null;
        }

        if (!value.Contains('%'))
        {
            return value.ToString();
        }

        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = 0;
        while (!value.IsEmpty)
        {
            if (value[0] == '%' && value.Length >= 3 && char.IsAsciiHexDigit(value[1]) && char.IsAsciiHexDigit(value[2]))
            {
                bytes[length++] = (byte)((Digit(value[1]) << 4) | Digit(value[2]));
                value = value[3..];
            }
            else
            {
                var next = value[1..].IndexOf('%');
                var plain = next < 0 ? value : value[..(next + 1)];
                length += Encoding.UTF8.GetBytes(plain, bytes.AsSpan(length));
                value = value[plain.Length..];
            }
        }

        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return text;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
