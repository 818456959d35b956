using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A mail that a phone writes: the server makes the message, so what is known of it is which of the owner's wordings it has.</summary>
/// <param name="subject">Its name.</param>
internal sealed partial class LedgerDraft(string subject)
{
    private int wordings;

    /// <summary>The mark of the wording that was saved last.</summary>
    public Register<string> Wording { get; } = new("none");

    /// <summary>The mark of a wording that was not used yet.</summary>
    public string Next() => $"wording-{subject}.{Interlocked.Increment(ref wordings)}.";

    /// <summary>The mark in a message; what is no wording is none.</summary>
    public static string In(string message) => Mark().Matches(message) is [{ Value: var mark }] ? mark : $"no wording in {message.Length} characters";

    [GeneratedRegex(@"wording-[a-z0-9-]+\.[0-9]+\.")]
    private static partial Regex Mark();
}
