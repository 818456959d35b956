namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>How far outbox work has come.</summary>
public enum OutboxOutcome
{
    /// <summary>Done: its row goes.</summary>
    Done,

    /// <summary>Done, and it left outbox rows of its own, which are worked off at once.</summary>
    DoneWithMore,

    /// <summary>More than one run may take: its row stays, and the work goes on with the next run.</summary>
    Unfinished,

    /// <summary>Done, and a batch of its own took its row away and left other outbox rows, which are worked off at once.</summary>
    Removed,

    /// <summary>Nothing to be done now: its row stays until its time comes, or until who is at it has ended.</summary>
    Later,
}
