namespace Carbonio.Cloud.Mime;

/// <summary>Which elements stand on lines of their own.</summary>
internal static class HtmlBlocks
{
    /// <summary>Line breaks before and after an element: 0 within a line, 1 on its own lines, 2 with an empty line around.</summary>
    public static int BreaksAround(string name) => name switch
    {
        "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" or "figure" or "fieldset" or "table" or "ul" or "ol" or "blockquote" or "pre" => 2,
        "div" or "tr" or "li" or "dt" or "dd" or "section" or "article" or "header" or "footer" or "main" or "nav" or "aside" or "address"
            or "center" or "form" or "option" or "figcaption" or "caption" or "body" or "legend" or "details" or "summary" or "thead" or "tbody" or "tfoot" => 1,
        _ => 0,
    };
}
