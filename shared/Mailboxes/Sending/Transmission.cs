using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>What an outbox row of a submission says: what goes to whom, and how far it has come.</summary>
/// <remarks>docs/decisions/0012-outgoing-mail.md.</remarks>
internal sealed record Transmission
{
    /// <summary>Recipients of one row: what one SMTP transaction takes everywhere ([RFC 5321] 4.5.3.1.8).</summary>
    public const int MaximumRecipients = 100;

    /// <summary>UTF-8 bytes of an answer that are kept for a report.</summary>
    public const int MaximumAnswerBytes = 200;

    /// <summary>Envelope sender.</summary>
    public required string Sender { get; init; }

    /// <summary>The message.</summary>
    public required string Blob { get; init; }

    /// <summary>Bytes of the message.</summary>
    public required int Size { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>Who has not got it yet.</summary>
    public required IReadOnlyList<TransmissionRecipient> Recipients { get; init; }

    /// <summary>Tries that ended, without all recipients having got it.</summary>
    public int Tries { get; init; }

    /// <summary>Not to be tried before.</summary>
    public DateTimeOffset Next { get; init; }

    /// <summary>The process that is at it; null when none is.</summary>
    public string? Owner { get; init; }

    /// <summary>When the owner must have ended.</summary>
    public DateTimeOffset OwnedUntil { get; init; }

    /// <summary>The owner has come to the end of the message: what the relay got is for the relay to say.</summary>
    public bool HandedOver { get; init; }

    internal byte[] Write()
    {
        var fields = new FieldWriter(1024);
        fields.Text((byte)Field.Sender, Sender);
        fields.Text((byte)Field.Blob, Blob);
        fields.Integer((byte)Field.Size, Size);
        fields.Integer((byte)Field.Submitted, Submitted.UtcTicks);
        fields.Integer((byte)Field.Tries, Tries);
        fields.Integer((byte)Field.Next, Next.UtcTicks);
        fields.Text((byte)Field.Owner, Owner);
        fields.Integer((byte)Field.OwnedUntil, OwnedUntil.UtcTicks);
        fields.Integer((byte)Field.HandedOver, HandedOver ? 1 : 0);
        foreach (var recipient in Recipients)
        {
            fields.Text((byte)Field.Recipient, recipient.Address);
            fields.Integer((byte)Field.Lost, recipient.Lost);
            fields.Text((byte)Field.Answer, recipient.Answer is { } answer ? Utf8Text.Truncate(answer, MaximumAnswerBytes) : null);
        }

        return fields.ToArray();
    }

    /// <exception cref="FormatException">The bytes are none that <see cref="Write"/> gave.</exception>
    internal static Transmission Read(byte[] data)
    {
        var recipients = new List<TransmissionRecipient>();
        var read = new Transmission { Sender = string.Empty, Blob = string.Empty, Size = 0, Submitted = default, Recipients = recipients };
        var fields = new FieldReader(data);
        while (fields.Read())
        {
            switch ((Field)fields.Tag)
            {
                case Field.Recipient:
                    recipients.Add(new(fields.Text));
                    break;
                case Field.Lost when recipients.Count > 0:
                    recipients[^1] = recipients[^1] with { Lost = (int)fields.Integer };
                    break;
                case Field.Answer when recipients.Count > 0:
                    recipients[^1] = recipients[^1] with { Answer = fields.Text };
                    break;
                default:
                    read = ReadHead(read, fields);
                    break;
            }
        }

        return !fields.IsDamaged && read.Blob.Length > 0 ? read : throw new FormatException("The data is no transmission.");
    }

    private static Transmission ReadHead(Transmission read, FieldReader field) => (Field)field.Tag switch
    {
        Field.Sender => read with { Sender = field.Text },
        Field.Blob => read with { Blob = field.Text },
        Field.Size => read with { Size = (int)field.Integer },
        Field.Submitted => read with { Submitted = new(field.Integer, TimeSpan.Zero) },
        Field.Tries => read with { Tries = (int)field.Integer },
        Field.Next => read with { Next = new(field.Integer, TimeSpan.Zero) },
        Field.Owner => read with { Owner = field.Text },
        Field.OwnedUntil => read with { OwnedUntil = new(field.Integer, TimeSpan.Zero) },
        Field.HandedOver => read with { HandedOver = field.Integer != 0 },
        _ => read, // of a newer release
    };

    // Numbers are stored: never give one again.
    private enum Field : byte
    {
        Sender = 1,
        Blob = 2,
        Submitted = 3,
        Tries = 4,
        Next = 5,
        Owner = 6,
        OwnedUntil = 7,
        HandedOver = 8,
        Recipient = 9,
        Lost = 10,
        Answer = 11,
        Size = 12,
    }
}
