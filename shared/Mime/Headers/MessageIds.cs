namespace Carbonio.Cloud.Mime;

/// <summary>Message identifiers. RFC 5322, 3.6.4.</summary>
public static class MessageIds
{
    /// <summary>Longest identifier kept, in characters; longer ones are left out, because a cut one identifies nothing.</summary>
    public const int MaximumCharacters = 512;

    /// <summary>Reads the identifiers of a Message-ID, In-Reply-To or References field, without brackets, in order.</summary>
    /// <param name="text">The field; null gives none.</param>
    /// <param name="maximum">Most identifiers given. Of more, the first and the latest stay: RFC 5322 threads by the root and the parents.</param>
    public static IReadOnlyList<string> Parse(string? text, int maximum)
    {
        if (text is null)
        {
            return [];
        }

        var ids = new List<string>();
        var rest = text.AsSpan();
        while (true)
        {
            var open = rest.IndexOf('<');
            var close = open < 0 ? -1 : rest[open..].IndexOf('>');
            if (close < 0)
            {
                break;
            }

            Add(ids, rest.Slice(open + 1, close - 1), maximum);
            rest = rest[(open + close + 1)..];
        }

        if (ids.Count == 0)
        {
            // Some senders leave the brackets out.
            foreach (var word in text.AsSpan().Split(' '))
            {
                Add(ids, text.AsSpan()[word].Trim("<>\t"), maximum);
            }
        }

        return ids;
    }

    /// <summary>The first identifier, or null.</summary>
    internal static string? First(string? text) => Parse(text, 1) is [var first, ..] ? first : null;

    private static void Add(List<string> ids, ReadOnlySpan<char> id, int maximum)
    {
        id = id.Trim();
        if (id.IsEmpty || id.Length > MaximumCharacters || maximum < 1)
        {
            return;
        }

        if (ids.Count == maximum)
        {
            if (maximum == 1)
            {
                return;
            }

            ids.RemoveAt(1);
        }

        ids.Add(id.ToString());
    }
}
