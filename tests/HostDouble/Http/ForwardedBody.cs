using System.Buffers;
using System.Net;

namespace Carbonio.Cloud.HostDouble;

/// <summary>The body of a client's request on its way to the handler, byte by byte as it comes.</summary>
internal sealed class ForwardedBody(Stream body, IdleWatch idle, CancellationToken gone) : HttpContent
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Part of it may be on its way: it cannot be sent again.</summary>
    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => CopyAsync(stream, gone);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => CopyAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task CopyAsync(Stream to, CancellationToken cancellationToken)
    {
        Begun = true;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await to.FlushAsync(cancellationToken); // the head goes before the first byte has come
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                idle.Moved();
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await to.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
