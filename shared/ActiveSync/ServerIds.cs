using System.Globalization;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>Ids on the wire: a CollectionId is the folder's number, a ServerId is <c>folder:item</c>.</summary>
public static class ServerIds
{
    /// <summary>Longest id of the specification.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.166 ServerId: up to 64 characters.</remarks>
    public const int MaximumCharacters = 64;

    /// <summary>An item's ServerId.</summary>
    public static string Format(int folder, long item) => string.Create(CultureInfo.InvariantCulture, $"{folder}:{item}");

    /// <summary>The folder of a CollectionId; null for a form that is never given, which finds nothing.</summary>
    public static int? ParseCollection(ReadOnlySpan<char> text) =>
        Number(text) is > 0 and <= int.MaxValue and var folder ? (int)folder : null;

    /// <summary>The parts of a ServerId; null for a form that is never given, which finds nothing.</summary>
    public static (int Folder, long Item)? Parse(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon > 0 && ParseCollection(text[..colon]) is { } folder && Number(text[(colon + 1)..]) is { } item ? (folder, item) : null;
    }

    // Only the digits that Format writes: no sign, no blank, no leading zero.
    private static long? Number(ReadOnlySpan<char> text) =>
        text.Length is > 0 and < 20 && text[0] is >= '1' and <= '9' && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
