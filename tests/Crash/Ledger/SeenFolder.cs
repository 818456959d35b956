namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A folder of a phone's making as a device that starts over is given it.</summary>
internal sealed record SeenFolder(string Id, string ParentId, string Name)
{
    /// <summary>Where it lies and what it is called.</summary>
    public string Place => PlaceOf(ParentId, Name);

    /// <summary>What it was called when it was made.</summary>
    public string Key => Name.Split(LedgerFolder.Renamed)[0];

    public static string PlaceOf(string parentId, string name) => $"{parentId}/{name}";
}
