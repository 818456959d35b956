using System.Globalization;

namespace Carbonio.Cloud.EasClient;

/// <summary>The fields of a mail, read as they are asked for.</summary>
/// <param name="Data"><c>AirSync:ApplicationData</c> or <c>ItemOperations:Properties</c>.</param>
/// <param name="Parts">The parts of a multipart answer, from part 1 on.</param>
/// <remarks>[MS-ASEMAIL] 2.2.2.</remarks>
public sealed record MailItem(WbxmlNode Data, IReadOnlyList<byte[]> Parts)
{
    private static readonly string[] NoCategories = [];

    /// <summary>Subject; null when it did not come.</summary>
    public string? Subject => Data.TextOf("Email:Subject");

    /// <summary>Sender as in the header; null when it did not come.</summary>
    public string? From => Data.TextOf("Email:From");

    /// <summary>Recipients as in the header; null when they did not come.</summary>
    public string? To => Data.TextOf("Email:To");

    /// <summary>Whether it was read; null when it did not come.</summary>
    public bool? Read => Data.NumberOf("Email:Read") is { } read ? read == 1 : null;

    /// <summary>Whether it bears an active flag; null when nothing was said of flags.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.34 Flag: Status 2 is active, an empty element no flag.</remarks>
    public bool? Flagged => Data.Find("Email:Flag") is { } flag ? flag.NumberOf("Email:Status") == 2 : null;

    /// <summary>What was done with it last: 1 answered, 2 answered to all, 3 forwarded; null when nothing was said of it.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.44 LastVerbExecuted.</remarks>
    public long? LastVerb => Data.NumberOf("Email2:LastVerbExecuted");

    /// <summary>When it was received.</summary>
    /// <exception cref="EasViolationException">Missing, or not of the one form that mail uses.</exception>
    public DateTimeOffset DateReceived =>
        DateTimeOffset.TryParseExact(
            Data.TextOf("Email:DateReceived"),
            "yyyy-MM-ddTHH:mm:ss.fffZ",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date)
            ? date
            : throw new EasViolationException($"DateReceived is '{Data.TextOf("Email:DateReceived")}'.");

    /// <summary>The form in the store: 1 plain text, 2 HTML, 3 RTF; null when it did not come.</summary>
    public long? NativeBodyType => Data.NumberOf("AirSyncBase:NativeBodyType");

    /// <summary>The names of its categories.</summary>
    public IReadOnlyList<string> Categories =>
        Data.Find("Email:Categories")?.FindAll("Email:Category").Select(category => category.Text ?? "").ToArray() ?? NoCategories;

    /// <summary>The body.</summary>
    /// <exception cref="EasViolationException">It did not come.</exception>
    public MailBody Body
    {
        get
        {
            var body = Data.Find("AirSyncBase:Body") ?? throw new EasViolationException($"A mail without a body:\n{Data}");
            var part = body.NumberOf("ItemOperations:Part");
            return new MailBody(
                body.NumberOf("AirSyncBase:Type") ?? 0,
                body.NumberOf("AirSyncBase:EstimatedDataSize"),
                body.NumberOf("AirSyncBase:Truncated") == 1,
                part is { } number ? EasDevice.Utf8Of(EasDevice.PartOf(Parts, number)) : body.TextOf("AirSyncBase:Data"),
                body.TextOf("AirSyncBase:Preview"));
        }
    }

    /// <summary>The attachments' descriptions.</summary>
    public IReadOnlyList<MailAttachment> Attachments =>
    [
        .. Data.Find("AirSyncBase:Attachments")?.FindAll("AirSyncBase:Attachment").Select(attachment => new MailAttachment(
            attachment.TextOf("AirSyncBase:DisplayName"),
            attachment.TextOf("AirSyncBase:FileReference")!,
            attachment.NumberOf("AirSyncBase:Method") ?? 0,
            attachment.NumberOf("AirSyncBase:EstimatedDataSize") ?? 0,
            attachment.TextOf("AirSyncBase:ContentId"),
            attachment.NumberOf("AirSyncBase:IsInline") == 1)) ?? [],
    ];
}
