namespace Carbonio.Cloud.Wbxml;

/// <summary>One code page: the tokens of one XML namespace.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1 Code Pages. The pages themselves are data, one class a page in <c>Pages/</c>.</remarks>
public sealed class CodePage
{
    private readonly string?[] _names = new string?[Tokens.LastTag + 1];

    internal CodePage(byte number, string @namespace, ReadOnlySpan<(WbxmlTag Tag, string Name)> rows)
    {
        Number = number;
        Namespace = @namespace;
        var tags = new WbxmlTag[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (tag, name) = rows[i];
            tags[i] = tag;
            _names[tag.Token()] = name;
            KnownTokens |= 1UL << tag.Token();
        }

        Tags = tags;
    }

    /// <summary>The number that follows SWITCH_PAGE on the wire.</summary>
    public byte Number { get; }

    /// <summary>The XML namespace of the page's elements, such as <c>AirSync</c>.</summary>
    public string Namespace { get; }

    /// <summary>Every tag of the page, in token order.</summary>
    public IReadOnlyList<WbxmlTag> Tags { get; }

    /// <summary>Bit <c>n</c> is set when the page has token <c>n</c>: a token has six bits, so a page fits a word.</summary>
    internal ulong KnownTokens { get; }

    /// <summary>The name of a token of this page.</summary>
    /// <returns>Null when the page has no such token.</returns>
    public string? FindName(byte token) => token < _names.Length ? _names[token] : null;

    /// <summary>The tag of a name, compared as written in the specification.</summary>
    /// <returns>Null when the page has no such name.</returns>
    public WbxmlTag? FindTag(string name)
    {
        // A name is looked up only when a person's XML is encoded, so 60 comparisons do.
        var token = Array.IndexOf(_names, name);
        return token < 0 ? null : (WbxmlTag)((Number << 8) | token);
    }
}
