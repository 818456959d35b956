namespace Carbonio.Cloud.Crash.Tests;

/// <summary>What was asked of the server about one folder that a phone made, and what it answered.</summary>
/// <param name="key">What its name begins with, whatever it is renamed to: no other folder of the run has it.</param>
internal sealed class LedgerFolder(string key)
{
    /// <summary>Between the key and what a folder was renamed to.</summary>
    public const char Renamed = '~';

    public string Key { get; } = key;

    /// <summary>Where it lies and what it is called, as <see cref="SeenFolder.Place"/>; or one of <see cref="Places"/>.</summary>
    public Register<string> Place { get; } = new(Places.Nowhere, Places.Gone);

    /// <summary>Its id; null until it is known.</summary>
    public string? Id { get; private set; }

    /// <summary>Takes note of the id that the server gave.</summary>
    /// <returns>False when it gave another before.</returns>
    public bool IsNumbered(string id) => (Id ??= id) == id;
}
