namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>What is kept of a mail beside its blob. Numbers are stored: never give one again.</summary>
public enum MailField : byte
{
    /// <summary>Author, <c>"Name" &lt;address&gt;</c>.</summary>
    From = 1,

    /// <summary>Recipients.</summary>
    To = 2,

    /// <summary>Copies.</summary>
    Cc = 3,

    /// <summary>Where answers go.</summary>
    ReplyTo = 4,

    /// <summary>Who really sent it.</summary>
    Sender = 5,

    /// <summary>Subject, decoded.</summary>
    Subject = 6,

    /// <summary>Subject without the prefixes of replies.</summary>
    ThreadTopic = 7,

    /// <summary>Names of the recipients, separated by semicolons.</summary>
    DisplayTo = 8,

    /// <summary>Message class, such as IPM.Note.</summary>
    MessageClass = 9,

    /// <summary>0 low, 1 normal, 2 high; stored one higher.</summary>
    Importance = 10,

    /// <summary>Code page of the body.</summary>
    InternetCodePage = 11,

    /// <summary>Message-ID.</summary>
    MessageId = 12,

    /// <summary>In-Reply-To.</summary>
    InReplyTo = 13,

    /// <summary>Conversation, 16 bytes.</summary>
    ConversationId = 15,

    /// <summary>Place in the conversation.</summary>
    ConversationIndex = 16,

    /// <summary>First characters of the text, white space folded.</summary>
    Preview = 17,

    /// <summary>First bytes of the text, in UTF-8.</summary>
    TextHead = 18,

    /// <summary>Bytes of the whole text, in UTF-8.</summary>
    TextBytes = 19,

    /// <summary>First bytes of the HTML, in UTF-8.</summary>
    HtmlHead = 20,

    /// <summary>Bytes of the whole HTML, in UTF-8.</summary>
    HtmlBytes = 21,

    /// <summary>Form of the stored body: 1 text, 2 HTML.</summary>
    NativeBodyType = 22,

    /// <summary>Where the parts lie in the blob.</summary>
    Layout = 23,

    /// <summary>Blind copies: of sent mail and drafts.</summary>
    Bcc = 25,
}
