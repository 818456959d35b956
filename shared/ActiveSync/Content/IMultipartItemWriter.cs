using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Writes items whose bodies may stand in parts of their own.</summary>
public interface IMultipartItemWriter : IItemWriter
{
    /// <summary>Writes all of an item.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parts">Takes the bodies; null when they stand in the document.</param>
    /// <param name="mailbox">The item's mailbox.</param>
    /// <param name="item">The item.</param>
    /// <param name="options">How the device takes it.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task WriteAsync(WbxmlWriter writer, AnswerParts? parts, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken);
}
