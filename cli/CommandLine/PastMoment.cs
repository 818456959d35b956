using System.Globalization;

namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>A moment as people type it: a date, a date and time (UTC unless it says otherwise), or how long ago: <c>7d</c>, <c>12h</c>, <c>30m</c>.</summary>
internal static class PastMoment
{
    private const int LongestDays = 36_500;

    /// <summary>The moment, or null when the text is none.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            TimeSpan? ago = char.ToLowerInvariant(text[^1]) switch
            {
                'd' => TimeSpan.FromDays(count),
                'h' => TimeSpan.FromHours(count),
                'm' => TimeSpan.FromMinutes(count),
                _ => null,
            };
            if (ago is { } span)
            {
                return span.TotalDays <= LongestDays ? now - span : null;
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
