using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Fills a summary from headers, layout and the machine-readable parts.</summary>
internal static class SummaryBuilder
{
    public static MessageSummary Build(MimeMessage message, MessageLayout layout)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(layout);
        var headers = message.Root.Headers;
        var from = Authors(headers, "From");
        var sender = Authors(headers, "Sender");
        var to = Recipients(headers, "To");
        var cc = Recipients(headers, "Cc");
        var bcc = Recipients(headers, "Bcc");
        var replyTo = Recipients(headers, "Reply-To");
        var subject = HeaderText.Cut(headers.Find("Subject")?.DecodedText ?? string.Empty, MessageSummary.MaximumSubjectCharacters);
        var calendar = CalendarHead.Read(message, layout);
        var messageClass = MessageClasses.Of(message, layout, calendar);
        return new MessageSummary
        {
            From = Text(from),
            Sender = Text(sender),
            To = Text(to),
            Cc = Text(cc),
            Bcc = Text(bcc),
            ReplyTo = Text(replyTo),
            FromAddresses = from,
            SenderAddresses = sender,
            ToAddresses = to,
            CcAddresses = cc,
            BccAddresses = bcc,
            ReplyToAddresses = replyTo,
            DisplayTo = Join(to.Select(address => address.DisplayName.Length > 0 ? address.DisplayName : address.Address), ";", MessageSummary.MaximumDisplayToCharacters),
            Subject = subject,
            ThreadTopic = SubjectPrefixes.Strip(subject),
            Date = MailDates.Parse(headers.FindText("Date")),
            Received = ReceivedDate(headers.FindText("Received")),
            MessageId = MessageIds.First(headers.FindText("Message-ID")),
            InReplyTo = MessageIds.First(headers.FindText("In-Reply-To")),
            References = MessageIds.Parse(headers.FindText("References"), MessageSummary.MaximumReferences),
            Importance = Importance(headers),
            Sensitivity = Sensitivity(headers.FindText("Sensitivity")),
            MessageClass = messageClass,
            ContentClass = MessageClasses.ContentClassOf(messageClass),
            InternetCodePage = CodePage(layout),
            CalendarMethod = calendar.Method,
        };
    }

    /// <summary>The date of a Received field stands behind its last semicolon (RFC 5321, 4.4).</summary>
    private static DateTimeOffset? ReceivedDate(string? received) =>
        received is null ? null : MailDates.Parse(received[(received.LastIndexOf(';') + 1)..]);

    /// <summary>All recipients, even when a program wrote a field for each; RFC 5322, 3.6 allows one field.</summary>
    private static MailAddress[] Recipients(MimeHeaders headers, string name)
    {
        var addresses = new List<MailAddress>();
        foreach (var field in headers)
        {
            if (addresses.Count < MessageSummary.MaximumAddresses && field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                addresses.AddRange(AddressParser.Parse(field.Text).Take(MessageSummary.MaximumAddresses - addresses.Count));
            }
        }

        return [.. addresses];
    }

    /// <summary>The first field that names somebody: of several, the one that other readers show too.</summary>
    private static MailAddress[] Authors(MimeHeaders headers, string name)
    {
        foreach (var field in headers)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && AddressParser.Parse(field.Text) is { Count: > 0 } addresses)
            {
                return [.. addresses.Take(MessageSummary.MaximumAddresses)];
            }
        }

        return [];
    }

    private static string Text(MailAddress[] addresses) =>
        Join(addresses.Select(address => address.ToString()), ", ", MessageSummary.MaximumAddressListCharacters);

    private static string Join(IEnumerable<string> items, string separator, int maximumCharacters)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            if (text.Length + (text.Length > 0 ? separator.Length : 0) + item.Length > maximumCharacters)
            {
                break;
            }

            text.Append(text.Length > 0 ? separator : string.Empty).Append(item);
        }

        return text.ToString();
    }

    /// <summary>Importance (RFC 2156, 5.3.4) is the standard; X-Priority and Priority are what most clients write.</summary>
    private static MessageImportance Importance(MimeHeaders headers)
    {
        switch (headers.FindText("Importance")?.ToLowerInvariant())
        {
            case "high":
                return MessageImportance.High;
            case "low":
                return MessageImportance.Low;
            case "normal":
                return MessageImportance.Normal;
            default:
                break;
        }

        return headers.FindText("X-Priority") switch
        {
            ['1' or '2', ..] => MessageImportance.High,
            ['4' or '5', ..] => MessageImportance.Low,
            ['3', ..] => MessageImportance.Normal,
            _ => headers.FindText("Priority")?.ToLowerInvariant() switch
            {
                "urgent" => MessageImportance.High,
                "non-urgent" => MessageImportance.Low,
                _ => MessageImportance.Normal,
            },
        };
    }

    private static MessageSensitivity Sensitivity(string? text) => text?.ToLowerInvariant() switch
    {
        "personal" => MessageSensitivity.Personal,
        "private" => MessageSensitivity.Private,
        "company-confidential" => MessageSensitivity.Confidential,
        _ => MessageSensitivity.Normal,
    };

    private static int CodePage(MessageLayout layout) =>
        layout.HtmlBody is [var body, ..] && Charsets.FindCodePage(layout.Parts[body].Charset) is { } page ? page : 65001;
}
