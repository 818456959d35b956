using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>A small and a large folder, filled once for all tests of a class.</summary>
public sealed class FolderSizes : IAsyncLifetime
{
    private const int Few = 100;
    private const int Many = 100_000;

    internal SizedFolder Small { get; private set; } = null!;

    internal SizedFolder Large { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Small = await SizedFolder.FillAsync(Few, CancellationToken.None);
        Large = await SizedFolder.FillAsync(Many, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Small.DisposeAsync();
        await Large.DisposeAsync();
    }
}
