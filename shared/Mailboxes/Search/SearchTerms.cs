namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>
/// What somebody looks for: words, and phrases in double quotes, all of which must be found. A word is found wherever its letters
/// stand, also inside another word: there are languages without blanks, and words made of words.
/// </summary>
public sealed class SearchTerms
{
    /// <summary>Longest text that is taken apart.</summary>
    public const int MaximumCharacters = 1024;

    /// <summary>Most words and phrases; the same one twice counts once.</summary>
    public const int MaximumTerms = 32;

    private const char Quote = '"';

    private SearchTerms(IReadOnlyList<string> folded) => Folded = folded;

    /// <summary>Nothing: every mail has it.</summary>
    public static SearchTerms None { get; } = new([]);

    /// <summary>The terms by <see cref="FoldedText"/>, each at least one character, none twice.</summary>
    public IReadOnlyList<string> Folded { get; }

    /// <summary>Takes a text apart.</summary>
    /// <returns>Null for a text that is too long or has too many terms; none for one of blanks and quotes alone.</returns>
    public static SearchTerms? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumCharacters)
        {
            return null;
        }

        var terms = new List<string>();
        var isPhrase = false;
        foreach (var part in text.Replace('\u201C', Quote).Replace('\u201D', Quote).Replace('\u201E', Quote).Split(Quote))
        {
            // Every second part stands between quotes; a last quote that nothing closes opens a phrase up to the end.
            var folded = FoldedText.Fold(part);
            IEnumerable<string> found = isPhrase ? [folded] : folded.Split(' ');
            terms.AddRange(found.Where(term => term.Length > 0 && !terms.Contains(term)));
            isPhrase = !isPhrase;
        }

        return terms.Count <= MaximumTerms ? new(terms) : null;
    }
}
