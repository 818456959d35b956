namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A server on its embedded store.</summary>
public sealed class EmbeddedServer : ServerFixture
{
    protected override Task<ITestStore> OpenStoreAsync() => Task.FromResult<ITestStore>(new EmbeddedStore());
}
