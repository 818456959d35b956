using System.Globalization;

namespace Carbonio.Cloud.Wbxml.Benchmarks;

/// <summary>The answer to a Sync that brings 100 new mails: what a device waits for most.</summary>
public static class SyncAnswer
{
    /// <summary>Mails in the answer.</summary>
    public const int Mails = 100;

    private const int BodyCharacters = 500;

    private static readonly Mail[] All = [.. Enumerable.Range(1, Mails).Select(Make)];

    private sealed record Mail(string ServerId, string From, string Subject, string Received, string Body, byte[] ConversationId);

    /// <summary>Writes the whole document.</summary>
    public static void Write(WbxmlWriter writer)
    {
        writer.Start(AirSyncPage.Sync);
        writer.Start(AirSyncPage.Collections);
        writer.Start(AirSyncPage.Collection);
        writer.Element(AirSyncPage.SyncKey, "81985529216486895.12.0");
        writer.Element(AirSyncPage.CollectionId, "5");
        writer.Element(AirSyncPage.Status, 1);
        writer.Empty(AirSyncPage.MoreAvailable);
        writer.Start(AirSyncPage.Commands);
        foreach (var mail in All)
        {
            WriteMail(writer, mail);
        }

        writer.End();
        writer.End();
        writer.End();
        writer.End();
        writer.Complete();
    }

    private static void WriteMail(WbxmlWriter writer, Mail mail)
    {
        writer.Start(AirSyncPage.Add);
        writer.Element(AirSyncPage.ServerId, mail.ServerId);
        writer.Start(AirSyncPage.ApplicationData);
        writer.Element(EmailPage.To, "\"Alice Example\" <alice@example.test>");
        writer.Element(EmailPage.From, mail.From);
        writer.Element(EmailPage.Subject, mail.Subject);
        writer.Element(EmailPage.DateReceived, mail.Received);
        writer.Element(EmailPage.DisplayTo, "Alice Example");
        writer.Element(EmailPage.ThreadTopic, mail.Subject);
        writer.Element(EmailPage.Importance, 1);
        writer.Element(EmailPage.Read, false);
        writer.Start(AirSyncBasePage.Body);
        writer.Element(AirSyncBasePage.Type, 1);
        writer.Element(AirSyncBasePage.EstimatedDataSize, 4 * BodyCharacters);
        writer.Element(AirSyncBasePage.Truncated, true);
        writer.Element(AirSyncBasePage.Data, mail.Body);
        writer.End();
        writer.Element(EmailPage.MessageClass, "IPM.Note");
        writer.Element(EmailPage.InternetCPID, 65001);
        writer.Empty(EmailPage.Flag);
        writer.Element(EmailPage.ContentClass, "urn:content-classes:message");
        writer.Element(AirSyncBasePage.NativeBodyType, 1);
        writer.Start(Email2Page.ConversationId);
        writer.Opaque(mail.ConversationId);
        writer.End();
        writer.Start(Email2Page.ConversationIndex);
        writer.Opaque(mail.ConversationId.AsSpan(0, 5));
        writer.End();
        writer.End();
        writer.End();
    }

    private static Mail Make(int number)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var body = string.Concat(Enumerable.Repeat($"Zeile {id}: schöne Grüße aus Köln, the rest is plain.\r\n", 20));
        return new Mail(
            $"5:{id}",
            $"\"Sender {id}\" <sender{id}@example.test>",
            $"Report {id} of the week",
            $"2026-10-01T08:{number % 60:D2}:00.000Z",
            body[..BodyCharacters],
            [.. Enumerable.Range(number, 16).Select(value => (byte)value)]);
    }
}
