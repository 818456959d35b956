using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>The message that is answered or forwarded.</summary>
public sealed class Original
{
    /// <summary>Bytes that hold the header fields of nearly every mail: what is read where only those are wanted.</summary>
    public const int HeadBytes = 256 * 1024;

    private Original(Item item, MimeMessage message)
    {
        Item = item;
        Message = message;
        Layout = MessageLayout.From(message);
        Summary = MessageSummary.Of(message, Layout);
    }

    /// <summary>The item as it was read.</summary>
    public Item Item { get; }

    /// <summary>The message; only its beginning where no more was asked for.</summary>
    public MimeMessage Message { get; }

    /// <summary>Its parts.</summary>
    public MessageLayout Layout { get; }

    /// <summary>Its fields.</summary>
    public MessageSummary Summary { get; }

    /// <summary>Reads it.</summary>
    /// <param name="mailbox">Where it is.</param>
    /// <param name="item">The item.</param>
    /// <param name="isWhole">All of it; else its header fields will do.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when its original form is gone.</returns>
    public static async Task<Original?> ReadAsync(IMailboxView mailbox, Item item, bool isWhole, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(item);
        var bytes = new byte[isWhole ? item.Size : Math.Min(item.Size, HeadBytes)];
        var length = await mailbox.ReadBlobAsync(item, 0, bytes, cancellationToken);
        return length == bytes.Length ? new(item, MimeParser.Parse(bytes, MimeLimits.Default)) : null;
    }

    /// <summary>What an answer needs to stand in this message's thread.</summary>
    /// <param name="now">When the answer is written.</param>
    /// <param name="random">Tells two answers of the same moment apart.</param>
    public Threading Thread(DateTimeOffset now, byte random)
    {
        IReadOnlyList<string> before = Summary.References.Count > 0 ? Summary.References : Summary.InReplyTo is { } parent ? [parent] : [];
        return new(
            Summary.MessageId,
            Summary.MessageId is { } own && !before.Contains(own, StringComparer.Ordinal) ? [.. before, own] : before,
            Message.Root.Headers.Find("Thread-Topic")?.DecodedText is { Length: > 0 } topic ? topic : Summary.ThreadTopic,
            ThreadIndex.Answer(
                Message.Root.Headers.FindText("Thread-Index"),
                Summary.Date ?? Item.Received,
                new MailContent(Item.Content).Bytes(MailField.ConversationId),
                now,
                random));
    }

    /// <summary>
    /// Whether an answer to these recipients goes to all who got the message, or to its author alone: somebody is among them who
    /// is neither the author nor the one who answers.
    /// </summary>
    public LastVerb VerbOf(IEnumerable<string> recipients, SenderIdentity sender)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(sender);
        var answered = recipients.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var authors = Summary.FromAddresses.Concat(Summary.ReplyToAddresses).Select(address => address.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Summary.ToAddresses.Concat(Summary.CcAddresses)
            .Select(address => address.Address)
            .Any(address => answered.Contains(address) && !authors.Contains(address) && !sender.Owns(address))
                ? LastVerb.ReplyToAll
                : LastVerb.ReplyToSender;
    }
}
