namespace Carbonio.Cloud.Mime;

/// <summary>Puts one HTML text below another.</summary>
public static class HtmlJoin
{
    /// <summary>The upper document, with the lower fragment at the end of its body.</summary>
    public static string Append(string upper, string lower)
    {
        ArgumentNullException.ThrowIfNull(upper);
        var end = upper.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        end = end >= 0 ? end : upper.LastIndexOf("</html", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? upper + lower : string.Concat(upper.AsSpan(0, end), lower, upper.AsSpan(end));
    }

    /// <summary>A document as a fragment that may stand inside another: the styles of its head, and what is between the tags of its body.</summary>
    public static string Fragment(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var body = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var start = body < 0 ? -1 : html.IndexOf('>', body);
        if (start < 0)
        {
            return html;
        }

        var end = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        return Styles(html[..body]) + (end > start ? html[(start + 1)..end] : html[(start + 1)..]);
    }

    private static string Styles(string head)
    {
        const string EndTag = "</style>";
        var styles = "";
        for (var at = 0; (at = head.IndexOf("<style", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = head.IndexOf(EndTag, at, StringComparison.OrdinalIgnoreCase);
            if (end < 0)
            {
                break;
            }

            styles += head[at..(end + EndTag.Length)];
            at = end;
        }

        return styles;
    }
}
