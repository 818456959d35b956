using System.Text;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>Writes a subject and the read state, which is what tests of the sync engine look at; drafts, which have an original form, as mail.</summary>
internal sealed class PlainWriter : IItemWriter
{
    private readonly EmailWriter mail = new();

    public ItemClass Class => ItemClass.Email;

    public Task WriteAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        if (item.Blob is not null)
        {
            return mail.WriteAsync(writer, mailbox, item, options, rules, cancellationToken);
        }

        writer.Element(EmailPage.Subject, Encoding.UTF8.GetString(item.Content));
        writer.Element(EmailPage.Read, item.Read);
        return Task.CompletedTask;
    }

    public Task WriteChangeAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        if (item.Blob is not null)
        {
            return mail.WriteChangeAsync(writer, mailbox, item, options, rules, cancellationToken);
        }

        writer.Element(EmailPage.Read, item.Read);
        return Task.CompletedTask;
    }
}
