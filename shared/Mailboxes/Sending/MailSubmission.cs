using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>
/// Takes in mail that a user sends. Preparing makes the message durable; the batch into which it is then put is the moment from
/// which it is on its way, and nothing of it is lost any more.
/// </summary>
/// <remarks>docs/decisions/0012-outgoing-mail.md.</remarks>
/// <param name="services">What mailboxes stand on.</param>
/// <param name="directory">Tells who is at home here.</param>
public sealed class MailSubmission(MailboxServices services, DirectoryReader directory)
{
    /// <summary>Recipients of one mail.</summary>
    public const int MaximumRecipients = 500;

    /// <summary>Bytes of a message: what delivery takes.</summary>
    public const int MaximumMessageBytes = MailDelivery.DefaultMaximumMessageBytes;

    /// <summary>Writes that <see cref="Put"/> costs at most: a row for each 100 recipients at home, and for each 100 elsewhere.</summary>
    public const int MaximumWrites = (MaximumRecipients / Transmission.MaximumRecipients) + 1;

    /// <summary>Checks a mail and makes its message durable. Nothing is sent yet.</summary>
    /// <param name="mailbox">The sender's mailbox.</param>
    /// <param name="submission">The mail; not to be changed until this returns.</param>
    /// <param name="cancellationToken">Ends it; the message may have been written.</param>
    /// <returns>The prepared mail, or null with the problem.</returns>
    /// <exception cref="ArgumentException">The sender is no address: it is the caller who chooses it.</exception>
    /// <exception cref="StoreUnavailableException">A store did not answer.</exception>
    public async Task<(PreparedSubmission? Prepared, SubmissionProblem Problem)> PrepareAsync(
        MailboxId mailbox,
        Submission submission,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(submission);
        if (!EnvelopeAddress.IsValid(submission.Sender))
        {
            throw new ArgumentException("The sender is no address.", nameof(submission));
        }

        if (submission.Message.Length > MaximumMessageBytes)
        {
            return (null, SubmissionProblem.TooLarge);
        }

        if (Check(submission.Recipients, out var recipients) is not SubmissionProblem.None and var problem)
        {
            return (null, problem);
        }

        var home = new List<string>();
        var elsewhere = new List<string>();
        foreach (var recipient in recipients)
        {
            (await IsAtHomeAsync(recipient, cancellationToken) ? home : elsewhere).Add(recipient);
        }

        var blob = await services.Open(mailbox).WriteBlobAsync(submission.Message, cancellationToken);
        var whole = new Transmission { Sender = submission.Sender, Blob = blob, Size = submission.Message.Length, Submitted = services.Time.GetUtcNow(), Recipients = [] };
        return (new(mailbox, blob, [.. Split(OutboxKind.DeliverMail, whole, home), .. Split(OutboxKind.RelayMail, whole, elsewhere)]), SubmissionProblem.None);
    }

    /// <summary>
    /// Puts the mail into a batch of the sender's mailbox: <see cref="PreparedSubmission.Writes"/> outbox rows. When
    /// <see cref="Mailbox.TryCommitAsync"/> returns for it, accounts of this server have the mail, and the rest is being sent. A
    /// batch that lost its race may be followed by another with the same mail.
    /// </summary>
#pragma warning disable CA1822 // Who sends mail holds one thing for all of it.
    public void Put(MailboxBatch batch, PreparedSubmission prepared)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(prepared);
        if (batch.Id != prepared.Mailbox)
        {
            throw new ArgumentException("The mail is of another mailbox.", nameof(prepared));
        }

        var submission = IdOf(prepared.Blob);
        for (var part = 0; part < prepared.Parts.Count; part++)
        {
            var (kind, transmission) = prepared.Parts[part];
            batch.AddOutbox(kind, MailRows.SubmissionPart(submission, part), transmission.Write());
        }
    }

    /// <summary>Deletes the message of a mail whose batch was not written and will not be.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; the message stays behind, named by no row.</exception>
    public Task DiscardAsync(PreparedSubmission prepared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return services.Blobs.DeleteAsync(prepared.Blob, cancellationToken);
    }

    /// <summary>A submission is known by its message.</summary>
    internal static string IdOf(string blob) => blob[(blob.LastIndexOf('/') + 1)..];

    private static SubmissionProblem Check(IReadOnlyList<string> named, out List<string> recipients)
    {
        recipients = [];
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var recipient in named)
        {
            if (!EnvelopeAddress.IsValid(recipient))
            {
                return SubmissionProblem.InvalidRecipient;
            }

            if (known.Add(recipient))
            {
                recipients.Add(recipient);
            }

            if (recipients.Count > MaximumRecipients)
            {
                return SubmissionProblem.TooManyRecipients;
            }
        }

        return recipients.Count == 0 ? SubmissionProblem.NoRecipients : SubmissionProblem.None;
    }

    /// <summary>An address of a domain of this server, whether or not there is an account.</summary>
    private async Task<bool> IsAtHomeAsync(string address, CancellationToken cancellationToken) =>
        await directory.FindAccountByAddressAsync(address, cancellationToken) is not null
        || await directory.FindDomainAsync(address[(address.LastIndexOf('@') + 1)..], cancellationToken) is not null;

    private static IEnumerable<(OutboxKind Kind, Transmission Transmission)> Split(OutboxKind kind, Transmission whole, List<string> recipients) =>
        recipients.Chunk(Transmission.MaximumRecipients).Select(part => (kind, whole with { Recipients = [.. part.Select(address => new TransmissionRecipient(address))] }));
}
