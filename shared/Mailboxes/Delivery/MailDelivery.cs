using System.Security.Cryptography;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>Puts mail into mailboxes: once, durably, and many at a time.</summary>
/// <remarks>
/// The blob is durable before the row that names it. Deliveries that wait for the same mailbox in this process go into one batch.
/// A blob whose mail was refused after all, or had been delivered before, is deleted at once; where a crash, or a store that did
/// not answer, leaves open whether a row names it, it stays: it costs space, and nothing else, until the mailbox is removed.
/// </remarks>
public sealed partial class MailDelivery
{
    /// <summary>Longest message unless set otherwise: what large providers accept, base64 included.</summary>
    public const int DefaultMaximumMessageBytes = 50 * 1024 * 1024;

    /// <summary>Most mails of one batch: with their log, date index, keys and records of bad items they stay within what a store takes at once.</summary>
    public const int MaximumBatchMails = 19;

    /// <summary>Tries for one batch, each on the mailbox as it then is, before the sender is asked to come again.</summary>
    public const int MaximumTries = 12;

    // A lost race means that another writer got on, so the first tries don't wait.
    private const int TriesWithoutPause = 2;

    private readonly MailboxServices services;
    private readonly DeliveryLanes lanes;
    private readonly ILogger<MailDelivery> logger;
    private readonly int maximumMessageBytes;

    /// <summary>Made on the mailboxes' stores.</summary>
    /// <param name="services">What mailboxes stand on.</param>
    /// <param name="logger">Told of messages that could not be read.</param>
    /// <param name="maximumMessageBytes">Longest message; one of this length is accepted.</param>
    public MailDelivery(MailboxServices services, ILogger<MailDelivery> logger, int maximumMessageBytes = DefaultMaximumMessageBytes)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumMessageBytes);
        this.services = services;
        this.logger = logger;
        this.maximumMessageBytes = maximumMessageBytes;
        lanes = new DeliveryLanes(MaximumBatchMails, WriteAsync);
    }

    /// <summary>How long a key gives the first outcome again, unless the delivery says otherwise.</summary>
    public static TimeSpan KeyLifetime { get; } = TimeSpan.FromHours(24);

    /// <summary>Longest pause between two tries; the pauses double up to it, and half of each is random.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromMilliseconds(400);

    /// <summary>What makes an item's content: a test puts one in that fails.</summary>
    internal Func<ReadOnlyMemory<byte>, bool, BuiltMail> Build { get; init; } = MailContentBuilder.Build;

    /// <summary>Mailboxes into which something is being delivered.</summary>
    internal int ActiveLanes => lanes.Count;

    /// <summary>Delivers one message.</summary>
    /// <param name="mailbox">Whose mailbox; it is made when there is none yet.</param>
    /// <param name="quotaBytes">Bytes that the mailbox may use with this mail; 0 for no limit.</param>
    /// <param name="folder">The mail folder to put it into.</param>
    /// <param name="mime">The message as received. Not to be changed until this returns.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the waiting. A mail that is being written by then may be delivered all the same.</param>
    /// <returns>What became of it; with Delivered and AlreadyDelivered it is durable.</returns>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer, or other writers of the mailbox won <see cref="MaximumTries"/> times. Deliver again later, with
    /// the same key: the mail may have been delivered.
    /// </exception>
    public async Task<DeliveryOutcome> DeliverAsync(
        MailboxId mailbox,
        long quotaBytes,
        int folder,
        ReadOnlyMemory<byte> mime,
        DeliveryOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(options);
        if (mime.Length > maximumMessageBytes)
        {
            return new(DeliveryResult.TooLarge);
        }

        var onceRow = options.IdempotencyKey is { } key ? DeliveryOnce.Row(key) : null;
        var ground = await ReadGroundAsync(services.Open(mailbox), [folder], onceRow is null ? [] : [onceRow], cancellationToken);
        if (Judge(ground, onceRow, folder, quotaBytes, ground.State.UsedBytes + mime.Length) is { } known)
        {
            return known;
        }

        var built = Build(mime, options.ReceivedAsBcc);
        var blob = $"{mailbox.Tenant}/{mailbox.Account}/{services.NewId()}";
        await services.Blobs.WriteAsync(blob, mime, cancellationToken);
        if (built.IsStandIn)
        {
            LogStandIn(blob);
        }

        var item = new Item
        {
            Id = 0,
            Folder = folder,
            Class = ItemClass.Email,
            Received = ReceivedDate.Choose(options.Received, built.Received, built.Date, services.Time.GetUtcNow()),
            Size = mime.Length,
            Blob = blob,
            Read = options.Read,
            Content = built.Content,
        };
        var pending = new PendingDelivery(mailbox, quotaBytes, item, onceRow, options.KeyLifetime, built.IsStandIn);
        lanes.Enqueue(pending);
        return await pending.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Delivers what waited for one mailbox. Belongs to no single request, so no request's end cancels it.</summary>
    private async Task WriteAsync(IReadOnlyList<PendingDelivery> waiting)
    {
        var mailbox = services.Open(waiting[0].Mailbox);
        for (var attempt = 1; attempt <= MaximumTries; attempt++)
        {
            if (await TryWriteAsync(mailbox, waiting) is { } outcomes)
            {
                for (var i = 0; i < waiting.Count; i++)
                {
                    waiting[i].End(outcomes[i]);
                }

                await TidyAsync(waiting, outcomes);
                return;
            }

            if (attempt > TriesWithoutPause)
            {
                await Task.Delay(Pause(attempt), services.Time, CancellationToken.None);
            }
        }

        foreach (var delivery in waiting)
        {
            delivery.Fail(new StoreUnavailableException("The mailbox is busy: other writers came first each time."));
            await DeleteBlobAsync(delivery.Item.Blob!);
        }
    }

    /// <returns>An outcome for each; null, with nothing written, when somebody else changed the mailbox meanwhile.</returns>
    private async Task<DeliveryOutcome[]?> TryWriteAsync(Mailbox mailbox, IReadOnlyList<PendingDelivery> waiting)
    {
        var folders = waiting.Select(delivery => delivery.Item.Folder).Distinct().ToList();
        var onceRows = waiting.Select(delivery => delivery.OnceRow).OfType<string>().Distinct().ToList();
        var ground = await ReadGroundAsync(mailbox, folders, onceRows, CancellationToken.None);
        var batch = mailbox.Begin(ground.State, Origin.Server);
        var first = new Dictionary<string, long>(StringComparer.Ordinal);
        var outcomes = new DeliveryOutcome[waiting.Count];
        var room = waiting.Any(delivery => delivery.IsBad)
            ? BadItemStore.MaximumItems - await BadItemStore.CountAsync(services.Entities, mailbox.Id, CancellationToken.None)
            : 0;
        for (var i = 0; i < waiting.Count; i++)
        {
            var delivery = waiting[i];
            if (delivery.OnceRow is not null && first.TryGetValue(delivery.OnceRow, out var before))
            {
                outcomes[i] = new(DeliveryResult.AlreadyDelivered, before);
                continue;
            }

            if (Judge(ground, delivery.OnceRow, delivery.Item.Folder, delivery.QuotaBytes, batch.UsedBytes + delivery.Item.Size) is { } known)
            {
                outcomes[i] = known;
                continue;
            }

            var added = batch.Add(delivery.Item);
            outcomes[i] = new(DeliveryResult.Delivered, added.Id);
            if (delivery.IsBad && room-- > 0)
            {
                batch.Rows.Insert(BadItemRow.Key(added.Id), BadItemRow.Write(BadItemRow.New(added, BadItemReason.Unreadable, null, ground.Now)));
            }

            if (delivery.OnceRow is { } row)
            {
                batch.Rows.InsertOrReplace(row, ground.Once.GetValueOrDefault(row)?.ETag, DeliveryOnce.Write(added.Id, ground.Now + delivery.KeyLifetime));
                first.Add(row, added.Id);
            }
        }

        return batch.IsEmpty || await mailbox.TryCommitAsync(batch, CancellationToken.None) ? outcomes : null;
    }

    /// <summary>What is known without writing; null when the mail is to be put in.</summary>
    private static DeliveryOutcome? Judge(Ground ground, string? onceRow, int folder, long quotaBytes, long usedWithIt)
    {
        if (onceRow is not null && DeliveryOnce.Read(ground.Once.GetValueOrDefault(onceRow), ground.Now) is { } before)
        {
            return new(DeliveryResult.AlreadyDelivered, before);
        }

        if (!ground.Folders.Contains(folder))
        {
            return new(DeliveryResult.NoSuchFolder);
        }

        return quotaBytes > 0 && usedWithIt > quotaBytes ? new(DeliveryResult.OverQuota) : null;
    }

    /// <summary>
    /// Reads the mailbox row first: folders and keys are read after it, and whoever changes them changes it too, so a commit on
    /// top of it fails when they are stale.
    /// </summary>
    private async Task<Ground> ReadGroundAsync(Mailbox mailbox, List<int> folders, List<string> onceRows, CancellationToken cancellationToken)
    {
        var state = await mailbox.ReadStateAsync(cancellationToken);
        List<string> rows = [.. folders.Select(MailRows.Folder), .. onceRows];
        var found = await services.Entities.FindManyAsync(Tables.Mail, mailbox.Id.Partition, rows, cancellationToken);
        var open = new HashSet<int>();
        for (var i = 0; i < folders.Count; i++)
        {
            if (found[i] is { } row && FolderRow.Read(row) is { Deleted: false, Class: ItemClass.Email })
            {
                open.Add(folders[i]);
            }
        }

        var once = new Dictionary<string, Entity>(StringComparer.Ordinal);
        foreach (var row in found.Skip(folders.Count).OfType<Entity>())
        {
            once.Add(row.Key.Row, row);
        }

        return new Ground(state, open, once, services.Time.GetUtcNow());
    }

    private static TimeSpan Pause(int attempt)
    {
        var longest = Math.Min(LongestPause.TotalMilliseconds, 5 << (attempt - TriesWithoutPause));
        return TimeSpan.FromMilliseconds((longest / 2) + RandomNumberGenerator.GetInt32((int)(longest / 2) + 1));
    }

    /// <summary>Removes what the batch left behind. Everybody has been answered, so a failure here is nobody's.</summary>
    private async Task TidyAsync(IReadOnlyList<PendingDelivery> waiting, DeliveryOutcome[] outcomes)
    {
        for (var i = 0; i < waiting.Count; i++)
        {
            if (outcomes[i].Result != DeliveryResult.Delivered)
            {
                await DeleteBlobAsync(waiting[i].Item.Blob!);
            }
            else if (waiting[i].OnceRow is { } row && DeliveryOnce.Sweep(waiting[i].Mailbox.Partition, row) is { } query)
            {
                await SweepAsync(query);
            }
        }
    }

    private async Task DeleteBlobAsync(string blob)
    {
        try
        {
            await services.Blobs.DeleteAsync(blob, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // It stays behind: no row names it, so nobody ever sees it.
        }
    }

    private async Task SweepAsync(EntityQuery query)
    {
        try
        {
            var now = services.Time.GetUtcNow();
            var page = await services.Entities.QueryAsync(query, CancellationToken.None);
            var batch = new EntityBatch(query.Table, query.Partition);
            foreach (var row in page.Rows.Where(row => DeliveryOnce.IsExpired(row, now)))
            {
                batch.Delete(row.Key.Row, row.ETag);
            }

            if (batch.Writes.Count > 0)
            {
                await services.Entities.TryWriteAsync(batch, CancellationToken.None); // false: one was renewed meanwhile
            }
        }
        catch (StoreUnavailableException)
        {
            // A later delivery comes by again.
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "The message {Blob} could not be read; a note stands in its place. This is a fault of the parser.")]
    private partial void LogStandIn(string blob);

    /// <param name="State">The mailbox row.</param>
    /// <param name="Folders">Folders that are there and hold mail.</param>
    /// <param name="Once">Rows of keys that are there, expired or not.</param>
    /// <param name="Now">When it was read.</param>
    private sealed record Ground(MailboxState State, HashSet<int> Folders, Dictionary<string, Entity> Once, DateTimeOffset Now);
}
