namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The store inside the server's data folder: nothing to set.</summary>
public sealed class EmbeddedStore : ITestStore
{
    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
