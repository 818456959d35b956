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
            double? days = char.ToLowerInvariant(text[^1]) switch
            {
                'd' => count,
                'h' => count / 24.0,
                'm' => count / 1440.0,
                _ => null,
            };
            if (days is { } ago)
            {
                return ago <= LongestDays ? now.AddDays(-ago) : null;
            }
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
