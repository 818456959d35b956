namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>What became of a row when a try was written down.</summary>
internal enum Settlement
{
    /// <summary>Nobody waits any more: the row is gone.</summary>
    Removed,

    /// <summary>Recipients wait for the next try.</summary>
    Waiting,

    /// <summary>Somebody else changed the row, or it is gone with its mailbox: nothing was written.</summary>
    Superseded,
}
