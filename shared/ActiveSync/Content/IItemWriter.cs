using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Writes items of one class: what stands inside ApplicationData or Properties.</summary>
public interface IItemWriter
{
    /// <summary>The class.</summary>
    ItemClass Class { get; }

    /// <summary>Writes all of an item that a new holder needs.</summary>
    Task WriteAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken);

    /// <summary>Writes what may have changed of an item that the device holds.</summary>
    Task WriteChangeAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken);
}
