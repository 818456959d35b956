using System.Text;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>Writes a subject and the read state: what tests of the sync engine look at.</summary>
internal sealed class PlainWriter : IItemWriter
{
    public ItemClass Class => ItemClass.Email;

    public Task WriteAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        writer.Element(EmailPage.Subject, Encoding.UTF8.GetString(item.Content));
        writer.Element(EmailPage.Read, item.Read);
        return Task.CompletedTask;
    }

    public Task WriteChangeAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        writer.Element(EmailPage.Read, item.Read);
        return Task.CompletedTask;
    }
}
