using System.Buffers.Binary;
using System.Security.Cryptography;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Values that stand in more than one place of a Sync request.</summary>
internal static class SyncValues
{
    /// <summary>A boolean; an empty element means yes.</summary>
    public static bool Flag(ref WbxmlReader reader) => reader.ReadContent() is not [(byte)'0'];

    /// <summary>A WindowSize from 1 to <see cref="SyncLimits.MaximumWindow"/>; null for a text that is no size.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.199 WindowSize: 0 and more than 512 mean 512.</remarks>
    public static int? Window(ref WbxmlReader reader) => reader.ReadInt32() switch
    {
        null or < 0 => null,
        0 or > SyncLimits.MaximumWindow => SyncLimits.MaximumWindow,
        var size => size,
    };

    /// <summary>Tells one piece of a request from another.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
