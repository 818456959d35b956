using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Storage;

/// <summary>Foreign text (addresses, device ids, names) as part of a key: lower-cased, then every byte but <c>a-z 0-9 . - _ @ +</c> as <c>~hh</c>.</summary>
public static class KeyText
{
    /// <summary>The escaped form. Two texts have the same one only if they differ in case alone.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lower = text.ToLowerInvariant();
        if (IsPlain(lower))
        {
            return lower;
        }

        var key = new StringBuilder(lower.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(lower))
        {
            if (IsPlain((char)b))
            {
                key.Append((char)b);
            }
            else
            {
                key.Append('~').Append(b.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        return key.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (!IsPlain(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_' or '@' or '+';
}
