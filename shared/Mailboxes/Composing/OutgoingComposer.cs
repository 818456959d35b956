using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>
/// Makes of what a device hands in the message that is sent: complete, from the account's owner and nobody else, and without what
/// only servers write. The body keeps its bytes.
/// </summary>
/// <remarks>RFC 5322, 3.6; docs/decisions/0013-sending-from-a-device.md.</remarks>
/// <param name="time">The clock.</param>
/// <param name="newId">Gives ids that are never given twice, for message ids.</param>
public sealed class OutgoingComposer(TimeProvider time, Func<string> newId)
{
    /// <summary>Bytes of the header fields: those of 500 recipients with long names are a tenth of it.</summary>
    public const int MaximumHeadBytes = 1024 * 1024;

    /// <summary>References that are written: the first and the latest.</summary>
    private const int MaximumReferences = 50;

    private static readonly string[] RecipientFields = ["To", "Cc", "Bcc"];

    // What servers write on the way, and what would say that somebody else did.
    private static readonly HashSet<string> ServersFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "Return-Path", "Received", "Received-SPF", "X-Received", "Delivered-To", "X-Original-To", "Envelope-To",
        "Authentication-Results", "DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results",
    };

    /// <summary>Completes a message.</summary>
    /// <param name="message">As it was handed in, the original already joined.</param>
    /// <param name="sender">As whom it may be sent.</param>
    /// <param name="threading">The thread it belongs to; null when it begins one.</param>
    /// <param name="isNow">The message gets a new Date, whatever it says: it was written as a draft.</param>
    /// <param name="mail">The message to be sent.</param>
    public OutgoingProblem TryCompose(MimeMessage message, SenderIdentity sender, Threading? threading, bool isNow, out ComposedMail? mail)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(sender);
        mail = null;
        var head = MessageHead.Of(message.Source, message.Root);
        if (head.Length is 0 or > MaximumHeadBytes)
        {
            return OutgoingProblem.InvalidMessage;
        }

        if (!TryAuthor(head, sender, out var author))
        {
            return OutgoingProblem.ForeignSender;
        }

        IReadOnlyList<string> recipients = [.. RecipientFields.SelectMany(head.Texts).SelectMany(AddressParser.Parse).Select(recipient => recipient.Address)];
        if (recipients.Count == 0)
        {
            return OutgoingProblem.NoRecipients;
        }

        Clean(head, sender);
        Complete(head, sender, threading, isNow);
        var body = message.Source.Span[message.Root.BodyOffset..];
        var copy = head.With(body);
        head.Remove(name => name.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        mail = new(copy, new(author, recipients, head.With(body)));
        return OutgoingProblem.None;
    }

    /// <summary>Who is named as author; the primary address when nobody is. False for somebody whose mail this is not.</summary>
    private static bool TryAuthor(MessageHead head, SenderIdentity sender, out string author)
    {
        MailAddress[] named = [.. head.Texts("From").SelectMany(AddressParser.Parse).Where(address => address.Address.Contains('@', StringComparison.Ordinal))];
        author = named is [var first, ..] ? first.Address : sender.Author.Address;
        return named.All(address => sender.Owns(address.Address));
    }

    private static void Clean(MessageHead head, SenderIdentity sender)
    {
        head.Remove(name =>
            ServersFields.Contains(name)
            || name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("X-Carbonio-", StringComparison.OrdinalIgnoreCase));
        if (head.Texts("Sender").SelectMany(AddressParser.Parse).Any(address => !sender.Owns(address.Address)))
        {
            head.Remove(name => name.Equals("Sender", StringComparison.OrdinalIgnoreCase));
        }

        foreach (var name in new[] { "From", "Sender", "Date", "Message-ID", "Subject" })
        {
            head.KeepFirst(name);
        }
    }

    private void Complete(MessageHead head, SenderIdentity sender, Threading? threading, bool isNow)
    {
        if (!head.Texts("From").SelectMany(AddressParser.Parse).Any(address => sender.Owns(address.Address)))
        {
            head.Remove(name => name.Equals("From", StringComparison.OrdinalIgnoreCase));
            head.PutAddresses("From", [sender.Author]);
        }

        if (isNow || MailDates.Parse(head.Text("Date")) is null)
        {
            head.Remove(name => name.Equals("Date", StringComparison.OrdinalIgnoreCase));
            head.PutDate(time.GetUtcNow());
        }

        if (MessageIds.Parse(head.Text("Message-ID"), 1).Count == 0)
        {
            head.Remove(name => name.Equals("Message-ID", StringComparison.OrdinalIgnoreCase));
            head.PutIds("Message-ID", [$"{newId()}@{sender.Author.Address[(sender.Author.Address.LastIndexOf('@') + 1)..]}"]);
        }

        if (threading is not null)
        {
            Join(head, threading);
        }

        if (!head.Has("MIME-Version"))
        {
            head.Put("MIME-Version", "1.0");
        }
    }

    private static void Join(MessageHead head, Threading threading)
    {
        if (!head.Has("In-Reply-To") && threading.InReplyTo is { } answered)
        {
            head.PutIds("In-Reply-To", [answered]);
        }

        if (!head.Has("References"))
        {
            head.PutIds("References", threading.References.Count <= MaximumReferences
                ? threading.References
                : [threading.References[0], .. threading.References.Skip(threading.References.Count - MaximumReferences + 1)]);
        }

        if (!head.Has("Thread-Topic") && threading.Topic.Length > 0)
        {
            head.PutText("Thread-Topic", threading.Topic);
        }

        if (!head.Has("Thread-Index"))
        {
            head.Put("Thread-Index", threading.Index);
        }
    }
}
