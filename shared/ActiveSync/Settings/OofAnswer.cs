using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.OutOfOffice;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Settings;

/// <summary>What the Oof part of a request came to.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Settings">What a Get tells; null for a Set.</param>
/// <param name="BodyType">The form in which a Get wants messages, spelled as the device does.</param>
internal sealed record OofAnswer(SettingsStatus Status, OutOfOfficeSettings? Settings = null, string BodyType = "")
{
    // Another device of the user may be setting the same.
    private const int Tries = 8;

    /// <summary>Gets or sets. The same Set again writes nothing.</summary>
    public static async Task<OofAnswer> MakeAsync(IMailboxView mailbox, OofRequest request, CancellationToken cancellationToken)
    {
        if (request.Refusal is { } refusal)
        {
            return new(refusal);
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            var stored = await mailbox.ReadOutOfOfficeAsync(cancellationToken);
            if (request.BodyType is { } bodyType)
            {
                return new(SettingsStatus.Success, stored.Settings, bodyType);
            }

            var after = request.ApplyTo(stored.Settings);
            if (after == stored.Settings || await mailbox.TryWriteOutOfOfficeAsync(stored, after, cancellationToken))
            {
                return new(SettingsStatus.Success);
            }
        }

        return new(SettingsStatus.Unavailable);
    }

    /// <summary>Writes the part.</summary>
    public void Write(WbxmlWriter writer)
    {
        writer.Start(SettingsPage.Oof);
        writer.Element(SettingsPage.Status, (int)Status);
        if (Settings is { } settings)
        {
            writer.Start(SettingsPage.Get);
            writer.Element(SettingsPage.OofState, (int)settings.State);
            if (settings is { Start: { } start, End: { } end })
            {
                EasDates.Write(writer, SettingsPage.StartTime, start);
                EasDates.Write(writer, SettingsPage.EndTime, end);
            }

            WriteReply(writer, SettingsPage.AppliesToInternal, settings.Internal);
            WriteReply(writer, SettingsPage.AppliesToExternalKnown, settings.ExternalKnown);
            WriteReply(writer, SettingsPage.AppliesToExternalUnknown, settings.ExternalUnknown);
            writer.End();
        }

        writer.End();
    }

    private void WriteReply(WbxmlWriter writer, WbxmlTag audience, OutOfOfficeReply reply)
    {
        writer.Start(SettingsPage.OofMessage);
        writer.Empty(audience);
        writer.Element(SettingsPage.Enabled, reply.Enabled);
        if (reply.Message is { } message)
        {
            writer.Element(SettingsPage.ReplyMessage, Converted(message, reply.IsHtml));
            writer.Element(SettingsPage.BodyType, BodyType);
        }

        writer.End();
    }

    private string Converted(string message, bool isHtml) => (isHtml, OofRequest.IsHtml(BodyType)) switch
    {
        (true, false) => HtmlToText.Convert(message, OutOfOfficeReply.MaximumMessageBytes, withLinks: true),
        (false, true) => TextToHtml.ConvertToDocument(message, withLinks: true),
        _ => message,
    };
}
