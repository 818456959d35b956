using System.Text;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// A key in the file: <c>table/partition/row</c>. A slash cannot stand in any of the three, so keys of one partition stand
/// together, ordered by row.
/// </summary>
internal static class RowKey
{
    /// <summary>Bytes that any key or bound fits into.</summary>
    public const int MaximumBytes = 64 + (2 * StorageLimits.MaximumKeyCharacters);

    /// <summary>Writes the key as text into <paramref name="destination"/>, of <see cref="MaximumBytes"/>.</summary>
    public static ReadOnlySpan<byte> Write(Span<byte> destination, string table, string partition, string row)
    {
        var length = Encoding.ASCII.GetBytes(table, destination);
        destination[length++] = (byte)'/';
        length += Encoding.ASCII.GetBytes(partition, destination[length..]);
        destination[length++] = (byte)'/';
        length += Encoding.ASCII.GetBytes(row, destination[length..]);
        return destination[..length];
    }
}
