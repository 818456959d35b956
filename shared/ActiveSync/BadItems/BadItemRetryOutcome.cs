using Carbonio.Cloud.Mailboxes.BadItems;

namespace Carbonio.Cloud.ActiveSync.BadItems;

/// <summary>Outcome of a retry.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="NewItem">The item that took the place; null unless there is one.</param>
/// <param name="Reason">What is wrong with it still; null unless something is.</param>
public sealed record BadItemRetryOutcome(BadItemRetryStatus Status, long? NewItem = null, BadItemReason? Reason = null);
