namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>Part of a folder's date index, newest first.</summary>
/// <param name="Places">The items' places.</param>
/// <param name="ReadTo">Everything up to this place has been given.</param>
/// <param name="More">Whether places follow within what was asked for.</param>
public sealed record DatePage(IReadOnlyList<DatePosition> Places, DatePosition ReadTo, bool More);
