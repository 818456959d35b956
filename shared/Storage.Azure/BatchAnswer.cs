using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>What the parts of a batch's answer say: the outer status is 202 even when the batch failed.</summary>
/// <param name="Status">Status of the part that failed; 202 when none did; 502 when there is none that we understand.</param>
/// <param name="Code">The failed part's error code, or empty.</param>
/// <param name="Succeeded">Parts that succeeded.</param>
internal readonly record struct BatchAnswer(int Status, string Code, int Succeeded)
{
    private const string StatusLine = "HTTP/1.1 ";

    /// <summary>Status of an answer; of a batch's, what its parts say. (A deleted blob is also a 202, with nothing inside.)</summary>
    public static int StatusOf(HttpMessage message) =>
        message.Response.Status == 202 && message.Request.Method == RequestMethod.Post ? Parse(message.Response).Status : message.Response.Status;

    public static BatchAnswer Parse(Response response) => Parse(response.Content.ToMemory().Span);

    public static BatchAnswer Parse(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        var succeeded = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            at += StatusLine.Length;
            if (!int.TryParse(text.AsSpan(at, Math.Min(3, text.Length - at)), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                return new(502, "", succeeded);
            }

            if (status >= 300)
            {
                return new(status, StorageErrors.BodyCode(Encoding.UTF8.GetBytes(text[at..])), succeeded);
            }

            succeeded++;
        }

        return succeeded == 0 ? new(502, "", 0) : new(202, "", succeeded);
    }

    // Only at the beginning of a line: an error's text may quote anything.
    private static int Next(string text, int from)
    {
        var at = text.IndexOf(StatusLine, from, StringComparison.Ordinal);
        while (at > 0 && text[at - 1] != '\n')
        {
            at = text.IndexOf(StatusLine, at + 1, StringComparison.Ordinal);
        }

        return at;
    }
}
