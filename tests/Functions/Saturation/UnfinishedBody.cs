using System.Net;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A body that announces its length and of which only a part comes, as over a bad link.</summary>
internal sealed class UnfinishedBody(long declaredBytes, CancellationToken gone) : HttpContent
{
    private static readonly byte[] Beginning = new byte[1024];

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Beginning, gone);
        await stream.FlushAsync(gone);
        await Task.Delay(Timeout.Infinite, gone);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = declaredBytes;
        return true;
    }
}
