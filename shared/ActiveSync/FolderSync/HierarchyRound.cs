using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>One try at a command that changes the hierarchy, on the rows as they were read for it.</summary>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="State">Its row.</param>
/// <param name="Folders">Its folders, read after the row.</param>
/// <param name="Batch">What the round writes; it commits only if the row is still as it was read.</param>
internal sealed record HierarchyRound(IMailboxView Mailbox, MailboxState State, FolderTree Folders, MailboxBatch Batch);
