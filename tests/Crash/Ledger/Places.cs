namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Where a mail can be, beside the id of a folder.</summary>
internal static class Places
{
    /// <summary>Not delivered, or not yet.</summary>
    public const string Nowhere = "nowhere";

    /// <summary>Deleted for good.</summary>
    public const string Gone = "gone";
}
