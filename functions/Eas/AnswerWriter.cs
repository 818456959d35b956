using System.Buffers;
using System.IO.Compression;
using Carbonio.Cloud.ActiveSync;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>Writes an answer, its length always known, and packed where the device asks for it and it pays.</summary>
internal static class AnswerWriter
{
    private const int SmallestPackedBytes = 1024;

    public static async Task WriteAsync(HttpContext context, EasAnswer answer, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.StatusCode = answer.HttpStatus;
        var headers = answer.Headers;
        for (var i = 0; i < headers.Count; i++)
        {
            response.Headers[headers[i].Key] = headers[i].Value;
        }

        var body = answer.Body;
        if (body.IsEmpty)
        {
            response.ContentLength = 0;
            return;
        }

        response.ContentType = answer.ContentType;
        if (body.Length < SmallestPackedBytes || !TakesGzip(context.Request))
        {
            await SendAsync(response, body, cancellationToken);
            return;
        }

        await using var packed = EasAnswer.NewBody();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var segment in body)
            {
                gzip.Write(segment.Span);
            }
        }

        response.Headers.ContentEncoding = "gzip";
        await SendAsync(response, packed.GetReadOnlySequence(), cancellationToken);
    }

    private static async Task SendAsync(HttpResponse response, ReadOnlySequence<byte> body, CancellationToken cancellationToken)
    {
        response.ContentLength = body.Length;
        foreach (var segment in body)
        {
            await response.BodyWriter.WriteAsync(segment, cancellationToken);
        }
    }

    private static bool TakesGzip(HttpRequest request)
    {
        foreach (var header in request.Headers.AcceptEncoding)
        {
            foreach (var part in header.AsSpan().Split(','))
            {
                var coding = header.AsSpan()[part].Trim();
                var parameters = coding.IndexOf(';');
                var name = parameters < 0 ? coding : coding[..parameters].TrimEnd();
                if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                {
                    return parameters < 0 || !IsZero(coding[(parameters + 1)..].Trim());
                }
            }
        }

        return false;
    }

    // "q=0" and "q=0.000" refuse a coding.
    private static bool IsZero(ReadOnlySpan<char> quality) =>
        quality.StartsWith("q=0", StringComparison.OrdinalIgnoreCase) && !quality[3..].ContainsAnyInRange('1', '9');
}
