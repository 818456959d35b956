using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>Which thread a mail belongs to, and where it stands in it.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.22 ConversationId, 2.2.2.23 ConversationIndex.</remarks>
internal static class Conversations
{
    /// <summary>Bytes of an id.</summary>
    public const int IdBytes = 16;

    /// <summary>Replies that an index counts.</summary>
    public const int MaximumLevels = 50;

    // A thread index as Outlook writes it into the header: a reserved byte, five of the time, 16 of a GUID; then the replies.
    private const int MapiHeaderBytes = 22;
    private const int TimeBytes = 5;
    private const int LevelBytes = 5;

    /// <summary>
    /// The thread's id: a hash of the message that began it, as the replies name it; of the topic for mail without message ids.
    /// </summary>
    public static byte[] Id(MessageSummary mail)
    {
        var root = mail.References is [var first, ..] ? first : mail.InReplyTo ?? mail.MessageId;
        if (root is not null)
        {
            return Hash("id:" + root);
        }

        return mail.ThreadTopic.Length > 0
            ? Hash("topic:" + mail.ThreadTopic.ToUpperInvariant())
            : Hash(FormattableString.Invariant($"alone:{mail.From}:{mail.Date?.UtcTicks}"));
    }

    /// <summary>The id of a message that could not be read: a thread of its own.</summary>
    public static byte[] Id(ReadOnlySpan<byte> mime) => SHA256.HashData(mime)[..IdBytes];

    /// <summary>Five bytes of the time when the thread began, then five for each reply.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="threadIndex">The Thread-Index header, which knows better; null when there is none.</param>
    public static byte[] Index(MessageSummary mail, string? threadIndex)
    {
        if (threadIndex is not null && FromMapi(threadIndex) is { } known)
        {
            return known;
        }

        var levels = Math.Min(MaximumLevels, mail.References.Count > 0 ? mail.References.Count : mail.InReplyTo is null ? 0 : 1);
        var index = new byte[TimeBytes + (levels * LevelBytes)];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, FileTime(mail.Date ?? mail.Received));
        time[..TimeBytes].CopyTo(index);
        return index;
    }

    private static byte[]? FromMapi(string threadIndex)
    {
        // RFC 5322 folds may stand anywhere in it.
        var compact = string.Concat(threadIndex.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[MapiHeaderBytes + (MaximumLevels * LevelBytes)];
        if (!Convert.TryFromBase64String(compact, bytes, out var length) || length < MapiHeaderBytes || (length - MapiHeaderBytes) % LevelBytes != 0)
        {
            return null;
        }

        return [.. bytes.AsSpan(1, TimeBytes), .. bytes.AsSpan(MapiHeaderBytes, length - MapiHeaderBytes)];
    }

    private static long FileTime(DateTimeOffset? moment) => moment is { Year: > 1601 } known ? known.ToFileTime() : 0;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..IdBytes];
}
