using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Tests.BadItems;

/// <summary>Writes mail, but lets a test step in when half of an item is written.</summary>
internal sealed class HookedWriter : IItemWriter
{
    private readonly EmailWriter mail = new();

    public ItemClass Class => ItemClass.Email;

    /// <summary>Called with each item when something of it is written: to throw, to change something.</summary>
    public Func<Item, Task> HalfWay { get; set; } = _ => Task.CompletedTask;

    public async Task WriteAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        writer.Element(EmailPage.Cc, "half an item");
        await HalfWay(item);
        await mail.WriteAsync(writer, mailbox, item, options, rules, cancellationToken);
    }

    public async Task WriteChangeAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        writer.Element(EmailPage.Subject, "half an item");
        await HalfWay(item);
        await mail.WriteChangeAsync(writer, mailbox, item, options, rules, cancellationToken);
    }
}
