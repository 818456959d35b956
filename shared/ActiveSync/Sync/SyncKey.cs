using System.Globalization;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>A device's place in the history of one collection or of the folder hierarchy: <c>{epoch}.{generation}.{attempt}</c> on the wire.</summary>
/// <param name="Epoch">Random, new at key 0, so that a stale key can't match by number.</param>
/// <param name="Generation">One more with each answer that changed state; nothing new keeps the key.</param>
/// <param name="Attempt">Counts other bodies sent with the same previous key.</param>
/// <remarks>[MS-ASCMD] 2.2.3.181 SyncKey: opaque to the device, up to 64 characters.</remarks>
public readonly record struct SyncKey(uint Epoch, uint Generation, uint Attempt)
{
    /// <summary>Key 0: the device starts from nothing.</summary>
    public static SyncKey Zero { get; }

    /// <summary>True for key 0.</summary>
    public bool IsZero => this == Zero;

    /// <summary>Reads a key. False for a form that was never given.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SyncKey key)
    {
        key = default;
        if (text is "0")
        {
            return true;
        }

        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '.') != 3
            || parts[0].GetOffsetAndLength(text.Length).Length != 8
            || !uint.TryParse(text[parts[0]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var epoch)
            || !uint.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            || !uint.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            || generation == 0)
        {
            return false;
        }

        key = new(epoch, generation, attempt);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        IsZero ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Epoch:x8}.{Generation}.{Attempt}");
}
