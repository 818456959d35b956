namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>Part of a folder's log, oldest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="ReadTo">Everything up to this sequence has been given.</param>
/// <param name="More">Whether entries follow within what was asked for.</param>
/// <param name="Expired">
/// True when there is a tombstone past its retention among them. Others before it may have been purged, so whoever has to be told
/// of it must begin again. So must who comes by a damaged row, for nobody knows what it told of.
/// </param>
public sealed record LogPage(IReadOnlyList<LogEntry> Entries, long ReadTo, bool More, bool Expired = false);
