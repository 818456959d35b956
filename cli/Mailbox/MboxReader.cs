using System.Buffers;
using System.Runtime.CompilerServices;

namespace Carbonio.Cloud.Cli.Mailbox;

/// <summary>
/// Splits an mbox file ([RFC 4155]) into messages, holding one at a time. A message begins at a line <c>From ...</c> that
/// stands first or after an empty line; <c>&gt;From </c> and its longer forms lose one sign, as mboxrd says.
/// </summary>
internal static class MboxReader
{
    private const int BufferBytes = 128 * 1024;

    // A line this long is taken in pieces; only whether it begins a message matters.
    private const int MaximumLineBytes = 1024 * 1024;

    /// <summary>True when a file that begins like this is an mbox.</summary>
    public static bool IsMbox(ReadOnlySpan<byte> beginning) => beginning.StartsWith("From "u8);

    /// <summary>The messages in turn; an empty one stands for a message larger than <see cref="MessageFiles.MaximumMessageBytes"/>.</summary>
    public static async IAsyncEnumerable<byte[]> SplitAsync(Stream mbox, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var message = new Message();
        var buffer = new byte[BufferBytes];
        var line = new ArrayBufferWriter<byte>(1024);
        while (await mbox.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            for (var start = 0; start < read;)
            {
                var length = buffer.AsSpan(start, read - start).IndexOf((byte)'\n') + 1;
                var whole = length > 0;
                length = whole ? length : read - start;
                line.Write(buffer.AsSpan(start, length));
                start += length;
                if (whole || line.WrittenCount > MaximumLineBytes)
                {
                    if (message.Add(line.WrittenSpan) is { } done)
                    {
                        yield return done;
                    }

                    line.ResetWrittenCount();
                }
            }
        }

        if (line.WrittenCount > 0 && message.Add(line.WrittenSpan) is { } last)
        {
            yield return last;
        }

        if (message.Take() is { } rest)
        {
            yield return rest;
        }
    }

    private sealed class Message
    {
        private readonly ArrayBufferWriter<byte> bytes = new(16 * 1024);
        private bool begun;
        private bool tooLarge;
        private bool afterEmptyLine = true;

        /// <summary>Adds a line; gives the message before it when the line begins another.</summary>
        public byte[]? Add(ReadOnlySpan<byte> line)
        {
            if (afterEmptyLine && line.StartsWith("From "u8))
            {
                var before = Take();
                begun = true;
                afterEmptyLine = false;
                return before;
            }

            var quotes = line.IndexOfAnyExcept((byte)'>');
            tooLarge |= bytes.WrittenCount + line.Length > MessageFiles.MaximumMessageBytes;
            if (!tooLarge)
            {
                bytes.Write(quotes > 0 && line[quotes..].StartsWith("From "u8) ? line[1..] : line);
            }

            afterEmptyLine = line.Length <= 2 && line.TrimEnd("\r\n"u8).IsEmpty;
            return null;
        }

        /// <summary>What was added since the last "From " line, without the empty line that ends a message.</summary>
        public byte[]? Take()
        {
            if (tooLarge)
            {
                tooLarge = false;
                bytes.ResetWrittenCount();
                return [];
            }

            var all = bytes.WrittenSpan;
            if (afterEmptyLine)
            {
                all = all.EndsWith("\r\n"u8) ? all[..^2] : all.EndsWith("\n"u8) ? all[..^1] : all;
            }

            var message = all.ToArray();
            bytes.ResetWrittenCount();
            return message.Length == 0 || !begun ? null : message;
        }
    }
}
