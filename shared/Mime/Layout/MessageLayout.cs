using System.Buffers;

namespace Carbonio.Cloud.Mime;

/// <summary>A message's leaf parts and which of them are its body: what a reader needs to fetch just the bytes it wants.</summary>
/// <remarks>
/// Bodies are chosen as RFC 8621, 4.1.4 describes. Of a <c>multipart/alternative</c> the last branch with HTML and the last without count
/// (RFC 2046, 5.1.4). Of a <c>multipart/related</c> the root counts (RFC 2387). Elsewhere the first text part and every later one
/// without a name and without <c>attachment</c> is body: later ones are shown below, so a list's footer is not lost.
/// </remarks>
public sealed record MessageLayout
{
    /// <summary>Leaf parts kept, the first ones in the message's order.</summary>
    public const int MaximumParts = 200;

    /// <summary>Body parts kept of each form.</summary>
    public const int MaximumBodyParts = 16;

    /// <summary>Bytes that <see cref="Write"/> gives at most, so that a row property of 64 KiB holds it.</summary>
    public const int MaximumSerializedBytes = 48 * 1024;

    /// <summary>Longest content type kept (RFC 6838, 4.2: 127 for each half); a longer one is <c>application/octet-stream</c>.</summary>
    public const int MaximumTypeCharacters = 127;

    /// <summary>Longest Content-ID or Content-Location kept; a longer one is left out, because a cut one refers to nothing.</summary>
    public const int MaximumReferenceCharacters = 255;

    /// <summary>The leaf parts, in the message's order.</summary>
    public IReadOnlyList<MimePartLayout> Parts { get; init; } = [];

    /// <summary>Indexes of the parts that are the body for a reader of plain text, in order. HTML where the sender gave no plain text.</summary>
    public IReadOnlyList<int> TextBody { get; init; } = [];

    /// <summary>Indexes of the parts that are the body for a reader of HTML, in order. Plain text where the sender gave no HTML.</summary>
    public IReadOnlyList<int> HtmlBody { get; init; } = [];

    /// <summary>Index of the <c>text/calendar</c> part that makes this an invitation or the like; null when there is none. RFC 6047.</summary>
    public int? CalendarPart { get; init; }

    /// <summary>How the message is signed or encrypted.</summary>
    public MessageProtection Protection { get; init; }

    /// <summary>What the message reports.</summary>
    public ReportKind Report { get; init; }

    /// <summary>Parts were left out: <see cref="MaximumParts"/> or <see cref="MaximumSerializedBytes"/>.</summary>
    public bool PartsOmitted { get; init; }

    /// <summary>The parser met a limit: <see cref="MimeMessage.LimitReached"/>.</summary>
    public bool LimitReached { get; init; }

    /// <summary>The sender wrote HTML. EAS NativeBodyType 2, else 1 ([MS-ASAIRS] NativeBodyType).</summary>
    public bool HasHtml => HtmlBody.Any(index => Parts[index].ContentType == "text/html");

    /// <summary>The parts listed as attachments.</summary>
    public IEnumerable<MimePartLayout> Attachments => Parts.Where(part => part.IsAttachment);

    /// <summary>Finds the layout of a parsed message.</summary>
    public static MessageLayout From(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new LayoutBuilder(message).Build();
    }

    /// <summary>Finds a part by its number, or gives null.</summary>
    public MimePartLayout? Find(string partNumber) => Parts.FirstOrDefault(part => part.PartNumber == partNumber);

    /// <summary>Writes the compact form, versioned.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        LayoutCodec.Write(this, output);
    }

    /// <summary>Reads the compact form.</summary>
    /// <returns>False for bytes that <see cref="Write"/> of this version did not give.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MessageLayout layout) => LayoutCodec.TryRead(bytes, out layout);
}
