using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>Makes a layout shorter that would not fit into a row: a mail with hundreds of attachments of long names.</summary>
internal static class LayoutCut
{
    /// <summary>Keeps so many parts: first what the body is made of, then attachments in their order.</summary>
    public static MessageLayout Shorten(MessageLayout layout, int parts)
    {
        var body = layout.TextBody.Concat(layout.HtmlBody).Concat(layout.CalendarPart is { } calendar ? [calendar] : []).ToHashSet();
        var kept = Enumerable.Range(0, layout.Parts.Count)
            .OrderBy(index => body.Contains(index) ? 0 : 1)
            .Take(parts)
            .Order()
            .ToList();
        return layout with
        {
            Parts = [.. kept.Select(index => layout.Parts[index])],
            TextBody = Renumber(layout.TextBody, kept),
            HtmlBody = Renumber(layout.HtmlBody, kept),
            CalendarPart = layout.CalendarPart is { } at && kept.IndexOf(at) is var place and >= 0 ? place : null,
            PartsOmitted = true,
        };
    }

    private static List<int> Renumber(IReadOnlyList<int> indexes, List<int> kept) =>
        [.. indexes.Select(index => kept.IndexOf(index)).Where(index => index >= 0)];
}
