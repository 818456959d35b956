using System.Buffers;
using System.Text;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Writes Body and BodyPart: from the row when that holds enough, else from the blob.</summary>
/// <remarks>[MS-ASAIRS] 2.2.2.9 Body: Type, EstimatedDataSize, Truncated, Data, Part, Preview; 2.2.2.10 BodyPart: the same after a Status.</remarks>
internal static class EmailBody
{
    private const int Success = 1;

    /// <summary>The data from the row.</summary>
    /// <returns>False when the blob is needed.</returns>
    public static bool TryFromRow(in MailFields mail, BodyChoice body, out ReadOnlyMemory<byte> data)
    {
        data = default;
        return !body.HasData
            || (body.Type == BodySelection.Text && MailHeads.TryText(mail, body.Limit, out data))
            || (body.Type == BodySelection.Html && MailHeads.TryHtml(mail, body.Limit, out data));
    }

    /// <summary>Writes the element with data that is at hand.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parts">Takes the data in a multipart answer; null when it stands in the element.</param>
    /// <param name="mail">The mail's row.</param>
    /// <param name="body">What to write.</param>
    /// <param name="isPart">Whether it is the BodyPart.</param>
    /// <param name="data">The data.</param>
    public static void Write(WbxmlWriter writer, AnswerParts? parts, in MailFields mail, BodyChoice body, bool isPart, ReadOnlySpan<byte> data)
    {
        // Less than was measured when the mail came: cut, by the device's limit or by ours.
        Start(writer, body, isPart, isTruncated: !body.HasData ? body.WholeBytes > 0 : data.Length < body.WholeBytes);
        if (body.HasData && parts is not null)
        {
            parts.Add(writer).Write(data);
        }
        else if (body.HasData)
        {
            writer.Element(AirSyncBasePage.Data, data);
        }

        End(writer, mail, body);
    }

    /// <summary>Writes the element with data from the blob.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="parts">Takes the data in a multipart answer; null when it stands in the element.</param>
    /// <param name="reader">The mail; null when it has no blob: then the row gives what it has.</param>
    /// <param name="mail">The mail's row.</param>
    /// <param name="body">What to write.</param>
    /// <param name="isPart">Whether it is the BodyPart.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task WriteAsync(
        WbxmlWriter writer, AnswerParts? parts, MailBodyReader? reader, MailFields mail, BodyChoice body, bool isPart, CancellationToken cancellationToken)
    {
        if (TryFromRow(mail, body, out var data) || reader is null)
        {
            Write(writer, parts, mail, body, isPart, data.Span);
        }
        else if (body.Type == BodySelection.Mime)
        {
            await WriteMimeAsync(writer, parts, reader, mail, body, cancellationToken);
        }
        else
        {
            data = body.Type == BodySelection.Text
                ? await reader.ReadTextAsync(body.Limit, cancellationToken)
                : await reader.ReadHtmlAsync(body.Limit, cancellationToken);
            Write(writer, parts, mail, body, isPart, data.Span);
        }
    }

    private static async Task WriteMimeAsync(WbxmlWriter writer, AnswerParts? parts, MailBodyReader reader, MailFields mail, BodyChoice body, CancellationToken cancellationToken)
    {
        var due = body.HeadersOnly ? reader.HeaderBytes : Math.Min(body.Limit, reader.Length);
        var isTruncated = due < reader.Length;
        Start(writer, body, isPart: false, isTruncated);
        using var text = parts is null ? new DataText(writer, AirSyncBasePage.Data) : null;
        var raw = parts?.Add(writer);

        // One byte more than due tells whether the last character is whole.
        await foreach (var piece in reader.ReadMimeAsync(0, isTruncated ? due + 1 : due, cancellationToken))
        {
            var take = piece.Length <= due ? piece.Length : Utf8Text.TruncatedLength(piece.Span, (int)due);
            text?.Append(piece.Span[..take]);
            raw?.Write(piece.Span[..take]);
            due -= take;
            if (take < piece.Length)
            {
                break;
            }
        }

        text?.Dispose();
        End(writer, mail, body);
    }

    private static void Start(WbxmlWriter writer, BodyChoice body, bool isPart, bool isTruncated)
    {
        writer.Start(isPart ? AirSyncBasePage.BodyPart : AirSyncBasePage.Body);
        if (isPart)
        {
            writer.Element(AirSyncBasePage.Status, Success);
        }

        writer.Element(AirSyncBasePage.Type, body.Type);
        writer.Element(AirSyncBasePage.EstimatedDataSize, body.WholeBytes);
        if (isTruncated)
        {
            writer.Element(AirSyncBasePage.Truncated, value: true);
        }
    }

    private static void End(WbxmlWriter writer, in MailFields mail, BodyChoice body)
    {
        if (body.PreviewCharacters > 0)
        {
            writer.Element(AirSyncBasePage.Preview, Preview(mail[MailField.Preview], body.PreviewCharacters));
        }

        writer.End();
    }

    private static ReadOnlySpan<byte> Preview(ReadOnlySpan<byte> preview, int characters)
    {
        if (preview.Length <= characters)
        {
            return preview;
        }

        var bytes = 0;
        for (var left = characters; bytes < preview.Length; left--)
        {
            Rune.DecodeFromUtf8(preview[bytes..], out var rune, out var used);
            left -= rune.Utf16SequenceLength - 1;
            if (left <= 0)
            {
                break;
            }

            bytes += used;
        }

        return preview[..bytes];
    }
}
