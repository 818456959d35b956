namespace Carbonio.Cloud.Mime;

/// <summary>
/// Follows an element that is not shown to its end, explicit or implied. In doubt it ends early: too much text is better than too little.
/// </summary>
/// <remarks>HTML Standard, 13.1.2.4 Optional tags.</remarks>
internal sealed class HiddenContent
{
    /// <summary>Elements within the hidden one that are followed.</summary>
    private const int MaximumDepth = 64;

    private readonly List<string> open = [];
    private string? name;

    /// <summary>What comes is not shown.</summary>
    public bool IsActive => name is not null;

    /// <summary>Elements that hold no text for a reader.</summary>
    public static bool IsNeverShown(string name) =>
        name is "script" or "style" or "title" or "iframe" or "noembed" or "noframes" or "template" or "xml" or "datalist";

    /// <summary>Elements whose styles can hide content: not those that hold the whole mail, whatever they say.</summary>
    public static bool CanHide(string name) => name is not ("html" or "body");

    /// <summary>Elements that have no content, and so hide none.</summary>
    public static bool IsVoid(string name) =>
        name is "br" or "img" or "hr" or "input" or "meta" or "link" or "area" or "base" or "col" or "embed" or "param" or "source" or "track" or "wbr";

    /// <summary>Hides what follows, up to the end of the element.</summary>
    public void Begin(string element)
    {
        name = element;
        open.Clear();
    }

    /// <summary>Takes a start tag.</summary>
    /// <returns>False when it is to be shown: it ended what was hidden.</returns>
    public bool Start(string tag)
    {
        if (IsEndedBy(tag))
        {
            name = null;
            return false;
        }

        if (open.Count < MaximumDepth && !IsVoid(tag))
        {
            open.Add(tag);
        }

        return true;
    }

    /// <summary>Takes an end tag.</summary>
    /// <returns>False when it is to be shown: an element around the hidden one ended with it.</returns>
    public bool End(string tag)
    {
        var own = open.LastIndexOf(tag);
        if (own >= 0)
        {
            open.RemoveRange(own, open.Count - own);
            return true;
        }

        var isItsOwn = tag == name;
        name = null;
        return isItsOwn;
    }

    private bool IsEndedBy(string tag) => name switch
    {
        "p" => HtmlBlocks.BreaksAround(tag) > 0 && !open.Contains("table"),
        "li" => tag == "li" && !open.Contains("ul") && !open.Contains("ol"),
        "dt" or "dd" => tag is "dt" or "dd" && !open.Contains("dl"),
        "td" or "th" => tag is "td" or "th" or "tr" or "tbody" && !open.Contains("table"),
        "tr" => tag is "tr" or "tbody" && !open.Contains("table"),
        "tbody" or "thead" => tag is "tbody" or "tfoot" && !open.Contains("table"),
        _ => false,
    };
}
