using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Something that a phone's owner did to a mail, on its way to the server.</summary>
/// <param name="ServerId">The mail; of one that is written just now, what the phone calls it.</param>
/// <param name="Command">What is sent.</param>
/// <param name="Effect">What it is to do.</param>
/// <param name="Count">Counts it.</param>
internal sealed record Deed(string ServerId, SyncCommand Command, Effect Effect, Action Count)
{
    /// <summary>The mail that is written just now; null for one that is there.</summary>
    public LedgerMail? Writes { get; init; }
}
