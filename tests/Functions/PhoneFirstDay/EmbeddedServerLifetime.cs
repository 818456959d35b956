namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A server's stops and starts, the data in the embedded store.</summary>
public sealed class EmbeddedServerLifetime : ServerLifetime
{
    protected override Task<ITestStore> OpenStoreAsync() => Task.FromResult<ITestStore>(new EmbeddedStore());
}
