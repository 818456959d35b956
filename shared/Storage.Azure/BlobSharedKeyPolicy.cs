using System.Text;
using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Shared Key for the Blob service: standard headers in a fixed order, then x-ms headers and query parameters sorted.</summary>
internal sealed class BlobSharedKeyPolicy(string account, byte[] key) : SharedKeyPolicy(account, key)
{
    private static readonly string[] Signed =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date",
        "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    protected override string Scheme => "SharedKey";

    protected override string TextToSign(Request request)
    {
        var text = new StringBuilder().Append(request.Method.Method).Append('\n');
        foreach (var name in Signed)
        {
            request.Headers.TryGetValue(name, out var value);
            text.Append(name == "Content-Length" && value == "0" ? "" : value).Append('\n');
        }

        foreach (var header in request.Headers.Where(header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Name.ToLowerInvariant(), StringComparer.Ordinal))
        {
            text.Append(header.Name.ToLowerInvariant()).Append(':').Append(header.Value.Trim()).Append('\n');
        }

        var uri = request.Uri.ToUri();
        text.Append('/').Append(Account).Append(uri.AbsolutePath);
        foreach (var (name, value) in Parameters(uri.Query).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(name).Append(':').Append(value);
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Parameters(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? (part.ToLowerInvariant(), "")
                : (part[..equals].ToLowerInvariant(), Uri.UnescapeDataString(part[(equals + 1)..]));
        }
    }
}
