using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>
/// Writes items of every class into answers. What can't be written never fails the answer that holds it: half of it is taken
/// back, a note stands in its place, and the item is listed for an administrator. A store that does not answer is not the
/// item's fault, and is thrown on.
/// </summary>
public sealed partial class ItemWriters
{
    // An item that changes under every one of so many tries is told as it was at the last.
    private const int MaximumTries = 3;

    // The ways to ask for a body that a trial covers: nothing said, HTML, the message itself.
    private static readonly ContentOptions[] Trials =
    [
        ContentOptions.Default,
        new() { BodyPreferences = [new(BodySelection.Html, null, AllOrNone: false, null)] },
        new() { BodyPreferences = [new(BodySelection.Mime, null, AllOrNone: false, null)], MimeSupport = 2 },
    ];

    private readonly Dictionary<ItemClass, IItemWriter> classes;
    private readonly BadItemStore badItems;
    private readonly ILogger<ItemWriters> logger;

    /// <summary>Made with a writer for each class.</summary>
    /// <param name="writers">The writers.</param>
    /// <param name="badItems">Where bad items are listed.</param>
    /// <param name="logger">Told of them, too.</param>
    public ItemWriters(IEnumerable<IItemWriter> writers, BadItemStore badItems, ILogger<ItemWriters> logger)
    {
        classes = writers.ToDictionary(writer => writer.Class);
        this.badItems = badItems;
        this.logger = logger;
    }

    /// <summary>Writes what stands inside ApplicationData or Properties.</summary>
    /// <param name="document">Where to.</param>
    /// <param name="context">The request.</param>
    /// <param name="item">The item as it was read.</param>
    /// <param name="isChange">Only what may have changed of an item that the device holds.</param>
    /// <param name="options">How the device takes it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>False, with nothing written, when the item has left its folder meanwhile: the folder's log tells that.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async ValueTask<bool> TryWriteAsync(
        AnswerDocument document, EasContext context, Item item, bool isChange, ContentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(item);
        var mark = document.Mark();
        for (var tries = 1; ; tries++)
        {
            if (await FindFaultAsync(document, context.Mailbox, item, isChange, options, context.Rules, cancellationToken) is not { } reason)
            {
                return true;
            }

            document.Rewind(mark);
            if (reason == BadItemReason.BlobMissing)
            {
                // Deleted or changed while it was written is no fault: what does the row say now?
                if (await FindAgainAsync(context, item, cancellationToken) is not { } now)
                {
                    return false;
                }

                if (now.Blob != item.Blob && tries < MaximumTries)
                {
                    item = now;
                    continue;
                }
            }

            StandIn.Write(document, item, isChange, options);
            List(document, context, item, reason);
            return true;
        }
    }

    /// <summary>What an exception says that was thrown while an item was written.</summary>
    /// <returns>False when it is not the item's fault: it is thrown on.</returns>
    internal bool IsFaultOf(Item item, IMailboxView mailbox, Exception exception, CancellationToken cancellationToken, out BadItemReason reason)
    {
        reason = exception is BadItemException bad ? bad.Reason : BadItemReason.WriterFailed;
        if (exception is StoreUnavailableException or OutOfMemoryException || cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        if (reason == BadItemReason.WriterFailed)
        {
            LogFailed(exception, item.Id, item.Folder, mailbox.Id.Partition);
        }

        return true;
    }

    /// <summary>The item as its row is now; null when it has left the folder.</summary>
    internal static async Task<Item?> FindAgainAsync(EasContext context, Item item, CancellationToken cancellationToken) =>
        await context.Mailbox.FindItemsAsync([item.Id], cancellationToken) is [{ } now] && now.Folder == item.Folder ? now : null;

    /// <summary>Lists an item that the document could not take as it is.</summary>
    internal void List(AnswerDocument document, EasContext context, Item item, BadItemReason reason)
    {
        document.Add(new(item, reason));
        LogBad(item.Id, item.Folder, context.Mailbox.Id.Partition, reason, context.Device.DeviceId);
    }

    /// <summary>Tries to write an item for every version and the usual ways to ask.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<BadItemReason?> TryOutAsync(IMailboxView mailbox, Item item, CancellationToken cancellationToken)
    {
        foreach (var rules in VersionRules.Offered)
        {
            foreach (var options in Trials)
            {
                using var document = new AnswerDocument();
                document.Writer.Start(AirSyncPage.ApplicationData);
                if (await FindFaultAsync(document, mailbox, item, isChange: false, options, rules, cancellationToken) is { } reason)
                {
                    return reason;
                }
            }
        }

        return null;
    }

    /// <summary>Lists the document's bad items. Done when the answer is complete; its failure costs the list an entry, and nobody an answer.</summary>
    public async ValueTask NoteAsync(AnswerDocument document, EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(context);
        if (document.BadItems.Count == 0)
        {
            return;
        }

        try
        {
            await badItems.NoteAsync(context.Mailbox.Id, document.BadItems, context.Device.DeviceId, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            LogNotNoted(document.BadItems.Count, context.Mailbox.Id.Partition, e.Message);
        }
    }

    private async ValueTask<BadItemReason?> FindFaultAsync(
        AnswerDocument document, IMailboxView mailbox, Item item, bool isChange, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        if (!classes.TryGetValue(item.Class, out var writer))
        {
            return BadItemReason.NoWriter;
        }

        try
        {
            await (isChange ? writer.WriteChangeAsync(document.Writer, mailbox, item, options, rules, cancellationToken)
                : writer is IMultipartItemWriter multipart ? multipart.WriteAsync(document.Writer, document.Parts, mailbox, item, options, rules, cancellationToken)
                : writer.WriteAsync(document.Writer, mailbox, item, options, rules, cancellationToken));
            return null;
        }
        catch (Exception e) when (IsFaultOf(item, mailbox, e, cancellationToken, out var reason))
        {
            return reason;
        }
    }

    [LoggerMessage(3501, LogLevel.Warning, "Item {Item} in folder {Folder} of {Mailbox} is bad ({Reason}): device {DeviceId} is shown a note in its place.")]
    private partial void LogBad(long item, int folder, string mailbox, BadItemReason reason, string deviceId);

    [LoggerMessage(3502, LogLevel.Error, "Writing item {Item} in folder {Folder} of {Mailbox} failed. This is a fault of the server.")]
    private partial void LogFailed(Exception exception, long item, int folder, string mailbox);

    [LoggerMessage(3503, LogLevel.Warning, "{Count} bad items of {Mailbox} could not be listed; they will be when they are next seen. {Reason}")]
    private partial void LogNotNoted(int count, string mailbox, string reason);
}
