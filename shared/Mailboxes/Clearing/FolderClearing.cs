using System.Globalization;
using Carbonio.Cloud.Mailboxes.Outbox;

namespace Carbonio.Cloud.Mailboxes.Clearing;

/// <summary>The intent to empty a folder, or to delete it. It is put into the batch with which the work begins, and whoever finds it goes on.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="UpTo">Sequence at which it was asked for: what came, or changed, after it stays.</param>
/// <param name="Kind">How much goes.</param>
public sealed record FolderClearing(int Folder, long UpTo, FolderClearingKind Kind)
{
    /// <summary>Puts the intent into a batch.</summary>
    public void AddTo(MailboxBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.AddOutbox(OutboxKind.ClearFolder, ToPayload());
    }

    internal string ToPayload() => string.Create(CultureInfo.InvariantCulture, $"{Folder} {UpTo} {(int)Kind}");

    /// <exception cref="FormatException">The payload is none that <see cref="ToPayload"/> gave.</exception>
    internal static FolderClearing Parse(string payload) =>
        payload.Split(' ') is [var folder, var upTo, var kind]
            ? new(
                int.Parse(folder, NumberStyles.None, CultureInfo.InvariantCulture),
                long.Parse(upTo, NumberStyles.None, CultureInfo.InvariantCulture),
                (FolderClearingKind)int.Parse(kind, NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException("The payload is no intent to clear a folder.");
}
