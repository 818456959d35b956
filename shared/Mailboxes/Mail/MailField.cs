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

    /// <summary>First bytes of the sender's HTML, in UTF-8; a mail without any has none: it is made from the text when asked for.</summary>
    HtmlHead = 20,

    /// <summary>Bytes of the whole HTML, in UTF-8, also when it is made from the text.</summary>
    HtmlBytes = 21,

    /// <summary>Form of the stored body: 1 text, 2 HTML.</summary>
    NativeBodyType = 22,

    /// <summary>Where the parts lie in the blob.</summary>
    Layout = 23,

    /// <summary>Blind copies: of sent mail and drafts.</summary>
    Bcc = 25,

    /// <summary>Parts listed as attachments; without this field there are none, and nobody need read the layout.</summary>
    AttachmentCount = 26,

    /// <summary>1 when the recipient stood in no header.</summary>
    ReceivedAsBcc = 27,

    /// <summary>What was done last: 1 answered, 2 answered to all, 3 forwarded.</summary>
    LastVerb = 28,

    /// <summary>When that was, in ticks of UTC.</summary>
    LastVerbTime = 29,

    /// <summary>1 when the stored message could not be read and a stand-in takes its place.</summary>
    StandIn = 30,

    /// <summary>Of a draft: what its attachments are called, whatever parts they are.</summary>
    AttachmentNames = 31,
}
