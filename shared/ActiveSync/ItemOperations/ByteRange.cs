using System.Globalization;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>Bytes <c>m-n</c> of an attachment, the first being 0 and the last included.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.143.2 Range (ItemOperations).</remarks>
/// <param name="First">First byte.</param>
/// <param name="Count">How many.</param>
public readonly record struct ByteRange(long First, long Count)
{
    /// <summary>The bytes asked for, as far as there are any.</summary>
    /// <param name="text">As sent; null for all.</param>
    /// <param name="total">Bytes of the whole.</param>
    /// <returns>Null for a text that is no range, and for one that begins behind the end.</returns>
    public static ByteRange? Of(string? text, long total)
    {
        if (text is null)
        {
            return new(0, total);
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && first < total
            ? new ByteRange(first, Math.Min(last, total - 1) - first + 1)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{First + Count - 1}");
}
