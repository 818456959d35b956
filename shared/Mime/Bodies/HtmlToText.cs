using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>HTML as plain text that reads well.</summary>
/// <remarks>
/// Works on AngleSharp's tokens, not on its tree: the cost is linear and nothing is nested, whatever the HTML is, and conversion stops when enough text is there.
/// Of styles only those in a tag count: what they hide is left out, such as the line that newsletters write for previews.
/// </remarks>
public static class HtmlToText
{
    /// <summary>HTML looked at, in characters. What lies beyond is left out.</summary>
    public const int MaximumInputCharacters = 4 * 1024 * 1024;

    /// <summary>Converts HTML.</summary>
    /// <param name="html">Any text.</param>
    /// <param name="maximumCharacters">Conversion stops soon after that many characters and cuts there.</param>
    /// <param name="withLinks">Add the address of a link behind its text, in angle brackets, unless the text shows it.</param>
    /// <returns>Lines ending in LF, trimmed; empty when the HTML shows nothing.</returns>
    public static string Convert(string html, int maximumCharacters, bool withLinks)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumCharacters);
        using var source = new TextSource(html.Length <= MaximumInputCharacters ? html : HeaderText.Cut(html, MaximumInputCharacters));
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            SkipScriptText = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = static (ref _, name) => name.Span is "href" or "alt" or "start" or "value" or "style" or "class" or "hidden",
        };
        var flow = new HtmlFlow(withLinks);
        while (flow.Length < maximumCharacters)
        {
            ref var token = ref tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.Character:
                    flow.AddText(token.Data.Memory.Span);
                    break;
                case HtmlTokenType.StartTag:
                    var name = token.Name.ToString();
                    tokenizer.State = ModeInside(name);
                    flow.Start(name, ref token);
                    break;
                case HtmlTokenType.EndTag:
                    flow.End(token.Name.ToString());
                    break;
                case HtmlTokenType.EndOfFile:
                    return HeaderText.Cut(flow.Finish(), maximumCharacters);
                default:
                    break;
            }
        }

        return HeaderText.Cut(flow.Finish(), maximumCharacters);
    }

    /// <summary>What the HTML Standard's tree construction (13.2.6) tells the tokenizer after these tags: their content holds no tags.</summary>
    private static HtmlParseMode ModeInside(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };
}
