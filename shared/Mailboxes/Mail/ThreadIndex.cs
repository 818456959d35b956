using System.Buffers.Binary;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>The Thread-Index header as Outlook writes it: a thread's beginning, and a block for each message since.</summary>
/// <remarks>[MS-OXOMSG] 2.2.1.3 PidTagConversationIndex.</remarks>
public static class ThreadIndex
{
    /// <summary>Bytes of the beginning: six of the time, 16 that name the thread.</summary>
    public const int HeaderBytes = 22;

    /// <summary>Bytes of each message since.</summary>
    public const int BlockBytes = 5;

    private const int TimeBytes = 6;

    // Differences below 1.7 years are kept without their 18 low bits, greater ones without 23, and say so in the first bit.
    private const int FineShift = 18;
    private const int CoarseShift = 23;

    /// <summary>The index of an answer.</summary>
    /// <param name="parent">The header of the message that is answered; null, or anything that is none, when it has none.</param>
    /// <param name="began">When that message was written, for a thread that begins with it.</param>
    /// <param name="conversation">16 bytes that name the thread, for the same.</param>
    /// <param name="now">When the answer is written.</param>
    /// <param name="random">Tells two answers of the same moment apart.</param>
    /// <returns>The header's value. No block is added to a thread with <see cref="Conversations.MaximumLevels"/> of them.</returns>
    public static string Answer(string? parent, DateTimeOffset began, ReadOnlySpan<byte> conversation, DateTimeOffset now, byte random)
    {
        var thread = Read(parent) ?? Begin(began, conversation);
        if (thread.Length >= HeaderBytes + (Conversations.MaximumLevels * BlockBytes))
        {
            return Convert.ToBase64String(thread);
        }

        Span<byte> time = stackalloc byte[8];
        time.Clear();
        thread.AsSpan(0, TimeBytes).CopyTo(time);
        var difference = Math.Max(0, FileTime(now) - BinaryPrimitives.ReadInt64BigEndian(time));
        var fine = difference >> FineShift;
        var delta = fine <= int.MaxValue ? (uint)fine : 0x8000_0000u | (uint)((difference >> CoarseShift) & int.MaxValue);
        Span<byte> block = stackalloc byte[BlockBytes];
        BinaryPrimitives.WriteUInt32BigEndian(block, delta);
        block[^1] = (byte)(random & 0xF0);
        return Convert.ToBase64String([.. thread, .. block]);
    }

    private static byte[]? Read(string? header)
    {
        var compact = header is null ? "" : string.Concat(header.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[(compact.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(compact, bytes, out var length) && length >= HeaderBytes && (length - HeaderBytes) % BlockBytes == 0
            ? bytes[..length]
            : null;
    }

    private static byte[] Begin(DateTimeOffset began, ReadOnlySpan<byte> conversation)
    {
        var thread = new byte[HeaderBytes];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, FileTime(began));
        time[..TimeBytes].CopyTo(thread);
        conversation[..Math.Min(conversation.Length, HeaderBytes - TimeBytes)].CopyTo(thread.AsSpan(TimeBytes));
        return thread;
    }

    private static long FileTime(DateTimeOffset moment) => moment.Year > 1601 ? moment.ToFileTime() : 0;
}
