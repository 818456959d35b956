using System.Buffers;

namespace Carbonio.Cloud.Mime;

/// <summary>File names from mail, made harmless.</summary>
internal static class FileNames
{
    /// <summary>Longest name kept, in characters: the most that file systems take.</summary>
    public const int MaximumCharacters = 255;

    private const int MaximumExtensionCharacters = 16;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"<>|:*?");

    /// <summary>The last step of a path, without what file systems refuse and without direction marks that disguise an extension; cut before the extension. Null when nothing is left.</summary>
    /// <remarks>RFC 2183, 2.3 and 5: the path is not to be trusted.</remarks>
    public static string? Clean(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var last = name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var clean = string.Create(last.Length, last, static (target, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                target[i] = char.IsControl(from[i]) || IsDirectionMark(from[i]) || Forbidden.Contains(from[i]) ? '_' : from[i];
            }
        }).Trim().TrimEnd('.', ' ');
        if (clean.Length <= MaximumCharacters)
        {
            return clean.Length == 0 ? null : clean;
        }

        var dot = clean.LastIndexOf('.');
        var extension = dot > 0 && clean.Length - dot <= MaximumExtensionCharacters ? clean[dot..] : string.Empty;
        return HeaderText.Cut(clean, MaximumCharacters - extension.Length) + extension;
    }

    private static bool IsDirectionMark(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';
}
