using System.Globalization;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>Ids of search results: <c>L</c> and the item's number, which is the same wherever the item is moved, for every device and for ever.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.98 LongId: opaque to the device, up to 256 characters.</remarks>
public static class LongIds
{
    private const char Mark = 'L';

    /// <summary>An item's LongId.</summary>
    public static string Format(long item) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{item}");

    /// <summary>The item of a LongId; null for a form that is never given, which finds nothing.</summary>
    public static long? Parse(ReadOnlySpan<char> text) =>
        text.Length is > 1 and <= 20 && text[0] == Mark && text[1] is >= '1' and <= '9'
        && long.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            ? item
            : null;
}
