namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Where one server keeps its data. Each starts empty.</summary>
public interface ITestStore : IAsyncDisposable
{
    /// <summary>The settings that lead the server there.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }
}
