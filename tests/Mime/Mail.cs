using System.Text;

namespace Carbonio.Cloud.Mime.Tests;

/// <summary>Short ways to make input readable in a test.</summary>
internal static class Mail
{
    /// <summary>Text with LF as the bytes of a mail with CRLF.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static MimeMessage Parse(string text) => MimeParser.Parse(Bytes(text), MimeLimits.Default);

    public static MessageLayout Layout(string text) => MessageLayout.From(Parse(text));

    public static MessageSummary Summary(string text)
    {
        var message = Parse(text);
        return MessageSummary.Of(message, MessageLayout.From(message));
    }

    /// <summary>The encoded body of an entity, bytes as Latin-1.</summary>
    public static string Body(this MimeMessage message, MimeEntity entity) =>
        Encoding.Latin1.GetString(message.Source.Span.Slice(entity.BodyOffset, entity.BodyLength));
}
