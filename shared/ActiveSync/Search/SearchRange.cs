using System.Globalization;

namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>Results <c>m-n</c>, the first being 0 and the last included.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.143.3 Range (Search).</remarks>
/// <param name="First">First result.</param>
/// <param name="Count">How many at most.</param>
public readonly record struct SearchRange(int First, int Count)
{
    /// <summary>Most results of one answer; who asks for more gets so many, and is told by the answer's Range.</summary>
    public const int MaximumResults = 100;

    /// <summary>Results that can be had of one query, page by page.</summary>
    public const int MaximumRetrievable = 1000;

    /// <summary>What is meant when nothing is said.</summary>
    public static SearchRange Default { get; } = new(0, MaximumResults);

    /// <summary>The first result that is not in it.</summary>
    public int End => First + Count;

    /// <summary>Reads a range; null for a text that is none.</summary>
    public static SearchRange? Parse(ReadOnlySpan<char> text)
    {
        var dash = text.IndexOf('-');
        return dash > 0
            && int.TryParse(text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last
            ? new SearchRange(first, (int)Math.Min(MaximumResults, (long)last - first + 1))
            : null;
    }

    /// <summary>The range of so many results from its beginning.</summary>
    public string Of(int results) => string.Create(CultureInfo.InvariantCulture, $"{First}-{First + results - 1}");
}
