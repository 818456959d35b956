using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli;

/// <summary>A list that may be longer than memory: its pages are printed as they come.</summary>
/// <param name="Name">Key of the list in the response.</param>
/// <param name="Pages">The pages.</param>
/// <param name="Print">Prints one for people; it is called once, without any, for an empty list.</param>
internal sealed record ListPages(string Name, IAsyncEnumerable<ListPage> Pages, Action<TextWriter, IReadOnlyList<JsonObject>> Print)
{
    /// <summary>Prints the list as one JSON object, or for people.</summary>
    /// <returns>Why it ended early; null when it is whole. What came before is printed already, and the object is closed.</returns>
    public async Task<CommandError?> WriteAsync(TextWriter output, bool asJson, Func<JsonNode, string> text, CancellationToken cancellationToken)
    {
        var written = 0;
        CommandError? error = null;
        if (asJson)
        {
            output.Write($$"""{"response":{"{{Name}}":[""");
        }

        await foreach (var page in Pages.WithCancellation(cancellationToken))
        {
            error = page.Error;
            foreach (var item in asJson ? page.Items : [])
            {
                output.Write(written++ == 0 ? "" : ",");
                output.Write(text(item));
            }

            if (!asJson && page.Items.Count > 0)
            {
                written += page.Items.Count;
                Print(output, page.Items);
            }
        }

        if (asJson)
        {
            output.WriteLine(error is null
                ? """]},"ok":true}"""
                : $$"""]},"ok":false,"error":{{text(new JsonObject { ["code"] = error.Code, ["message"] = error.Message })}}}""");
        }
        else if (written == 0 && error is null)
        {
            Print(output, []);
        }

        return error;
    }
}
