using System.Buffers;
using System.Numerics;

namespace Carbonio.Cloud.Lmtp.Data;

/// <summary>
/// A message in pooled memory, which grows with what has come, not with what was announced. A message that is too large, or for
/// which no memory is left, is dropped at once, and only its length goes on being counted.
/// </summary>
internal sealed class MessageBuffer(int maximumBytes, LmtpMemory memory) : IDisposable
{
    private const int FirstBytes = 16 * 1024;

    private byte[]? buffer;
    private int taken;

    /// <summary>Bytes appended so far, those that were not kept among them.</summary>
    public long Length { get; private set; }

    /// <summary>It is longer than it may be.</summary>
    public bool IsTooLarge => Length > maximumBytes;

    /// <summary>It is not too large, and yet there was no memory for it.</summary>
    public bool HasNoMemory { get; private set; }

    /// <summary>All of it. Only while it is neither too large nor without memory.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, (int)Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        if (!IsTooLarge && !HasNoMemory)
        {
            if (Length + more.Length > maximumBytes)
            {
                Dispose();
            }
            else if (TryGrow((int)Length + more.Length))
            {
                more.CopyTo(buffer.AsSpan((int)Length));
            }
            else
            {
                HasNoMemory = true;
                Dispose();
            }
        }

        Length += more.Length;
    }

    public void Dispose()
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            memory.Return(taken);
            buffer = null;
            taken = 0;
        }
    }

    private bool TryGrow(int needed)
    {
        if (buffer is not null && needed <= taken)
        {
            return true;
        }

        var wanted = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(needed, FirstBytes)); // what the pool gives in any case
        if (!memory.TryTake(wanted - taken))
        {
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        if (buffer is not null)
        {
            buffer.AsSpan(0, (int)Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = larger;
        taken = wanted;
        return true;
    }
}
