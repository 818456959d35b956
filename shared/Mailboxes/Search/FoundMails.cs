namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>What a search found.</summary>
/// <param name="Outcome">How far it came. If not to its end, <paramref name="Items"/> are right, but not all.</param>
/// <param name="Items">Ids, the newest received first, of the same moment by id; perhaps some more than wanted.</param>
/// <param name="More">More may be found behind them.</param>
public sealed record FoundMails(SearchOutcome Outcome, IReadOnlyList<long> Items, bool More);
