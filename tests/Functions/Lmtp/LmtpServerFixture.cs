namespace Carbonio.Cloud.Functions.Tests.Lmtp;

/// <summary>A server on its embedded store that takes mail by LMTP.</summary>
public sealed class LmtpServerFixture : ServerFixture
{
    private readonly LmtpStore store = new(new EmbeddedStore());

    public int Port => store.Port;

    protected override Task<ITestStore> OpenStoreAsync() => Task.FromResult<ITestStore>(store);
}
