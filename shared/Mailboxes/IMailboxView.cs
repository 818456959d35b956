using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.OutOfOffice;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>What a command sees of a mailbox. Whether it is the real one, the command does not know.</summary>
public interface IMailboxView
{
    /// <summary>Whose it is. Device rows stand in this mailbox's partition.</summary>
    MailboxId Id { get; }

    /// <summary>Reads the mailbox row; makes the mailbox when it has none yet.</summary>
    Task<MailboxState> ReadStateAsync(CancellationToken cancellationToken);

    /// <summary>The folders, those included that are deleted and not yet purged.</summary>
    Task<IReadOnlyList<Folder>> ReadFoldersAsync(CancellationToken cancellationToken);

    /// <summary>The folder, or null when there is none or it is deleted.</summary>
    Task<Folder?> FindFolderAsync(int folder, CancellationToken cancellationToken);

    /// <summary>Entries of a folder's log after one sequence, up to another.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="after">Sequence that is known already.</param>
    /// <param name="upTo">Last sequence wanted.</param>
    /// <param name="maximum">Most entries, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<LogPage> ReadLogAsync(int folder, long after, long upTo, int maximum, CancellationToken cancellationToken);

    /// <summary>Places of a folder's date index behind one place, up to another.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="after">The place known already.</param>
    /// <param name="upTo">Last place wanted.</param>
    /// <param name="maximum">Most places, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<DatePage> ReadDatesAsync(int folder, DatePosition after, DatePosition upTo, int maximum, CancellationToken cancellationToken);

    /// <summary>Items by id, in the order asked for; null where there is none.</summary>
    Task<IReadOnlyList<Item?>> FindItemsAsync(IReadOnlyList<long> items, CancellationToken cancellationToken);

    /// <summary>Reads part of an item's original form.</summary>
    /// <returns>Bytes read; null when the item has no blob, or lost it meanwhile.</returns>
    Task<int?> ReadBlobAsync(Item item, long offset, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Writes an original form, durably, for an item that is yet to be put in.</summary>
    /// <returns>The blob's name, for <see cref="Item.Blob"/>.</returns>
    Task<string> WriteBlobAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>What the user has said about being away.</summary>
    Task<StoredOutOfOffice> ReadOutOfOfficeAsync(CancellationToken cancellationToken);

    /// <summary>Replaces what the user has said about being away.</summary>
    /// <returns>False, with nothing written, when somebody else has replaced it since it was read.</returns>
    Task<bool> TryWriteOutOfOfficeAsync(StoredOutOfOffice read, OutOfOfficeSettings settings, CancellationToken cancellationToken);

    /// <summary>Begins a batch on top of <paramref name="state"/>.</summary>
    MailboxBatch Begin(MailboxState state, Origin origin);

    /// <summary>Writes a batch, and wakes who waits for it.</summary>
    /// <returns>False, with nothing written, when the mailbox or a row it touches has moved on.</returns>
    Task<bool> TryCommitAsync(MailboxBatch batch, CancellationToken cancellationToken);
}
