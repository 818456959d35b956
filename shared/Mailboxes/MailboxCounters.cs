namespace Carbonio.Cloud.Mailboxes;

/// <summary>The numbers of a mailbox row while a batch is made.</summary>
internal record struct MailboxCounters(long Sequence, long NextItem, int NextFolder, long HierarchySequence, long UsedBytes, long DeviceSignal)
{
    public static MailboxCounters Of(MailboxState state) =>
        new(state.Sequence, state.NextItem, state.NextFolder, state.HierarchySequence, state.UsedBytes, state.DeviceSignal);
}
