using System.Buffers;
using System.Globalization;
using System.Text;
using Carbonio.Cloud.Wbxml;
using Microsoft.IO;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>An answer: an HTTP status, headers, and a body whose length is known.</summary>
/// <remarks>[MS-ASHTTP] 2.2.2 Response.</remarks>
public sealed class EasAnswer : IDisposable
{
    /// <summary>Content type of a WBXML body.</summary>
    public const string WbxmlContentType = "application/vnd.ms-sync.wbxml";

    /// <summary>Content type of a multipart body.</summary>
    public const string MultipartContentType = "application/vnd.ms-sync.multipart";

    private static readonly RecyclableMemoryStreamManager Streams = new(new RecyclableMemoryStreamManager.Options
    {
        BlockSize = 16 * 1024,
        MaximumSmallPoolFreeBytes = 32 * 1024 * 1024,
        MaximumLargePoolFreeBytes = 64 * 1024 * 1024,
    });

    private readonly RecyclableMemoryStream? body;
    private List<KeyValuePair<string, string>>? headers;

    private EasAnswer(int httpStatus, string? contentType, RecyclableMemoryStream? body)
    {
        HttpStatus = httpStatus;
        ContentType = contentType;
        this.body = body;
    }

    /// <summary>The HTTP status.</summary>
    public int HttpStatus { get; }

    /// <summary>The body's type; null for an empty body.</summary>
    public string? ContentType { get; }

    /// <summary>The body.</summary>
    public ReadOnlySequence<byte> Body => body is null ? default : body.GetReadOnlySequence();

    /// <summary>Headers beside Content-Type and Content-Length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers ?? (IReadOnlyList<KeyValuePair<string, string>>)[];

    /// <summary>200 without a body: done, or nothing new.</summary>
    public static EasAnswer Empty() => new(200, null, null);

    /// <summary>An HTTP status without a body.</summary>
    public static EasAnswer Http(int status) => new(status, null, null);

    /// <summary>An HTTP status with a sentence for the person who tries it by hand.</summary>
    public static EasAnswer Text(int status, string text)
    {
        var body = NewBody();
        Encoding.UTF8.GetBytes(text, body);
        return new(status, "text/plain; charset=utf-8", body);
    }

    /// <summary>A document of any kind that was written to a body from <see cref="NewBody"/>.</summary>
    public static EasAnswer Document(int status, string contentType, RecyclableMemoryStream body) => new(status, contentType, body);

    /// <summary>503, to be tried again.</summary>
    public static EasAnswer Busy(TimeSpan retryAfter) => Http(503).WithRetryAfter(retryAfter);

    /// <summary>A WBXML document written at once.</summary>
    public static EasAnswer Wbxml(Action<WbxmlWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var body = NewBody();
        var writer = new WbxmlWriter(body);
        write(writer);
        writer.Complete();
        return Wbxml(body);
    }

    /// <summary>A WBXML document that was written to a body from <see cref="NewBody"/>.</summary>
    public static EasAnswer Wbxml(RecyclableMemoryStream body) => new(200, WbxmlContentType, body);

    /// <summary>A multipart document that was written to a body from <see cref="NewBody"/>.</summary>
    public static EasAnswer Multipart(RecyclableMemoryStream body) => new(200, MultipartContentType, body);

    /// <summary>Pooled memory for a body.</summary>
    public static RecyclableMemoryStream NewBody() => Streams.GetStream();

    /// <summary>Adds a header.</summary>
    public EasAnswer With(string name, string value)
    {
        (headers ??= []).Add(new(name, value));
        return this;
    }

    /// <summary>Says when to come again, in whole seconds, at least one.</summary>
    public EasAnswer WithRetryAfter(TimeSpan wait) =>
        With("Retry-After", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public void Dispose() => body?.Dispose();
}
