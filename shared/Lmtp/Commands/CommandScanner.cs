using System.Buffers;

namespace Carbonio.Cloud.Lmtp.Commands;

/// <summary>Cuts what came into command lines. Of a line that is too long nothing is kept but that it was.</summary>
internal sealed class CommandScanner
{
    private bool skipping;

    /// <summary>Takes the next line out of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What came; afterwards what is left.</param>
    /// <param name="line">The line without its CR LF.</param>
    public CommandScan Scan(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        line = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> found, (byte)'\n'))
        {
            if (skipping || buffer.Length >= LmtpLimits.CommandLineBytes)
            {
                // The last byte may be the CR of the end, so it stays.
                skipping = true;
                buffer = buffer.Slice(Math.Max(0, buffer.Length - 1));
            }

            return CommandScan.Incomplete;
        }

        var isLong = skipping || reader.Consumed > LmtpLimits.CommandLineBytes;
        skipping = false;
        buffer = buffer.Slice(reader.Position);
        if (found.IsEmpty || found.Slice(found.Length - 1).FirstSpan[0] != '\r')
        {
            return CommandScan.BareLineFeed;
        }

        line = found.Slice(0, found.Length - 1);
        return isLong ? CommandScan.TooLong : CommandScan.Line;
    }
}
