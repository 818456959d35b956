using System.Globalization;

namespace Carbonio.Cloud.Mime;

/// <summary>Dates of mail.</summary>
/// <remarks>RFC 5322, 3.3, with the obsolete years and zones of 4.3, comments anywhere, and the asctime and ISO 8601 forms that some programs write.</remarks>
public static class MailDates
{
    /// <summary>Longest text looked at, in characters. A real date has about 40.</summary>
    public const int MaximumCharacters = 256;

    private const int MaximumWords = 12;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> ZoneHours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["GMT"] = 0, ["UTC"] = 0, ["Z"] = 0,
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
        ["CET"] = 1, ["CEST"] = 2, ["MET"] = 1, ["MEST"] = 2, ["BST"] = 1, ["JST"] = 9,
    };

    /// <summary>Reads a date.</summary>
    /// <returns>Null when there is no valid date. An unknown or missing zone counts as UTC; the offset is kept when .NET can (14 hours at most), else the moment is given in UTC.</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > MaximumCharacters)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text.Trim(), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso))
        {
            return iso;
        }

        var words = Split(text);
        return ReadFields(words) is var fields && fields.IsComplete ? Combine(fields) : null;
    }

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var position = 0; position < text.Length && words.Count < MaximumWords;)
        {
            if (text[position] == '(')
            {
                position = HeaderText.SkipComment(text, position);
                continue;
            }

            var start = position;
            while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not (',' or '('))
            {
                position++;
            }

            if (position > start)
            {
                words.Add(text[start..position]);
            }
            else
            {
                position++;
            }
        }

        return words;
    }

    /// <summary>Takes each word for what its form says, because programs disagree on the order.</summary>
    private static Fields ReadFields(List<string> words)
    {
        var fields = new Fields();
        foreach (var word in words)
        {
            if (word.Contains(':', StringComparison.Ordinal) && fields.Hour is null && word[0] is not ('+' or '-'))
            {
                ReadTime(word, fields);
            }
            else if (word[0] is '+' or '-')
            {
                fields.ZoneMinutes ??= NumericZone(word);
            }
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                if (fields.Day is null && word.Length <= 2)
                {
                    fields.Day = number;
                }
                else
                {
                    fields.Year ??= FullYear(number, word.Length);
                }
            }
            else if (word.Contains('-', StringComparison.Ordinal) && fields.Month is null)
            {
                ReadDashed(word, fields);
            }
            else if (fields.Month is null && MonthOf(word) is { } month)
            {
                fields.Month = month;
            }
            else if (fields.Hour is not null && ZoneHours.TryGetValue(word, out var hours))
            {
                fields.ZoneMinutes ??= hours * 60;
            }
        }

        return fields;
    }

    private static void ReadDashed(string word, Fields fields)
    {
        var parts = word.Split('-');
        if (parts.Length == 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && MonthOf(parts[1]) is { } month
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            (fields.Day, fields.Month, fields.Year) = (day, month, FullYear(year, parts[2].Length));
        }
    }

    private static void ReadTime(string word, Fields fields)
    {
        // A zone may be glued to the time: 10:20:30Z, 10:20:30+0200.
        var zone = word.AsSpan().IndexOfAny("+-Zz");
        if (zone > 0)
        {
            fields.ZoneMinutes ??= word[zone] is '+' or '-' ? NumericZone(word[zone..]) : 0;
            word = word[..zone];
        }

        var parts = word.Split(':');
        if (parts.Length is < 2 or > 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
        {
            return;
        }

        var second = 0;
        if (parts.Length == 3 && !int.TryParse(parts[2].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out second))
        {
            return;
        }

        // RFC 5322, 3.3 allows the leap second, .NET doesn't.
        (fields.Hour, fields.Minute, fields.Second) = (hour, minute, Math.Min(second, 59));
        fields.TimeIsValid = hour < 24 && minute < 60 && second <= 60;
    }

    private static int? NumericZone(string word)
    {
        var digits = word[1..].Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits.Length is < 3 or > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var minutes = (value / 100 * 60) + (value % 100);
        return word[0] == '-' ? -minutes : minutes;
    }

    private static int? MonthOf(string word)
    {
        var month = word.Length < 3 ? -1 : Array.FindIndex(Months, m => word.StartsWith(m, StringComparison.OrdinalIgnoreCase));
        return month < 0 ? null : month + 1;
    }

    /// <summary>RFC 5322, 4.3: 00 to 49 are this century, other short years count from 1900.</summary>
    private static int FullYear(int year, int digits) => digits switch
    {
        <= 2 => year < 50 ? 2000 + year : 1900 + year,
        3 => 1900 + year,
        _ => year,
    };

    private static DateTimeOffset? Combine(Fields fields)
    {
        if (fields.Year is < 1 or > 9998 || fields.Day < 1 || fields.Day > DateTime.DaysInMonth(fields.Year!.Value, fields.Month!.Value))
        {
            return null;
        }

        var local = new DateTime(fields.Year.Value, fields.Month.Value, fields.Day!.Value, fields.Hour!.Value, fields.Minute, fields.Second, DateTimeKind.Unspecified);
        var offset = TimeSpan.FromMinutes(fields.ZoneMinutes ?? 0);
        if (local.Year < 2 && offset > TimeSpan.Zero)
        {
            return null;
        }

        return offset.Duration() <= TimeSpan.FromHours(14)
            ? new DateTimeOffset(local, offset)
            : new DateTimeOffset(local, TimeSpan.Zero) - offset;
    }

    private sealed class Fields
    {
        public int? Year { get; set; }

        public int? Month { get; set; }

        public int? Day { get; set; }

        public int? Hour { get; set; }

        public int Minute { get; set; }

        public int Second { get; set; }

        public int? ZoneMinutes { get; set; }

        public bool TimeIsValid { get; set; }

        public bool IsComplete => Year is not null && Month is not null && Day is not null && Hour is not null && TimeIsValid;
    }
}
