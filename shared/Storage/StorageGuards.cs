using System.Buffers;

namespace Carbonio.Cloud.Storage;

/// <summary>Refuses what Azure Table Storage would refuse, before any adapter sees it: Azurite lets much of it pass.</summary>
public static class StorageGuards
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(
        " !\"$%&'()*+,-.0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly SearchValues<char> BlobCharacters = SearchValues.Create("-.0123456789_abcdefghijklmnopqrstuvwxyz");

    /// <summary>Checks table, partition and, unless null, row.</summary>
    /// <exception cref="ArgumentException">No such table, or a key too long, empty or with a character that keys cannot have.</exception>
    public static void Key(string table, string partition, string? row)
    {
        if (!Tables.All.Contains(table))
        {
            throw new ArgumentException($"There is no table {table}.");
        }

        Key(partition);
        if (row is not null)
        {
            Key(row);
        }
    }

    /// <summary>Checks the properties of one row.</summary>
    /// <returns>Their size in bytes.</returns>
    /// <exception cref="ArgumentException">Too many, too large, or a name that is no identifier or begins with the adapters' own <c>__</c>.</exception>
    public static int Properties(string row, EntityProperties properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (properties.Count > StorageLimits.MaximumProperties)
        {
            throw new ArgumentException($"Row {row} has {properties.Count} properties; {StorageLimits.MaximumProperties} is the most.");
        }

        foreach (var (name, value) in properties)
        {
            Name(row, name);
            Value(row, name, value);
        }

        var bytes = properties.EstimatedBytes;
        return bytes <= StorageLimits.MaximumRowBytes
            ? bytes
            : throw new ArgumentException($"Row {row} has {bytes} bytes; {StorageLimits.MaximumRowBytes} is the most.");
    }

    /// <summary>Checks a query. Its bounds need not be keys: <c>From</c> may be empty, <c>Before</c> may end in any ASCII character.</summary>
    /// <exception cref="ArgumentException">No such table or partition, a bound that is too long or not ASCII, or a page of no or too many rows.</exception>
    public static void Query(EntityQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Key(query.Table, query.Partition, null);
        Bound(query.From);
        Bound(query.Before);
        if (query.MaximumRows is < 1 or > StorageLimits.MaximumPageRows)
        {
            throw new ArgumentException($"A page has 1 to {StorageLimits.MaximumPageRows} rows, not {query.MaximumRows}.");
        }
    }

    /// <summary>Checks the name of a blob: segments of <c>a-z 0-9 . - _</c> joined by slashes, none beginning or ending with a dot.</summary>
    /// <exception cref="ArgumentException">Another character, a segment that is empty, too long or could mean another folder.</exception>
    public static void BlobName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > StorageLimits.MaximumBlobNameCharacters)
        {
            throw new ArgumentException($"A blob's name has at most {StorageLimits.MaximumBlobNameCharacters} characters, not {name.Length}.");
        }

        foreach (var range in name.AsSpan().Split('/'))
        {
            Segment(name, name.AsSpan(range));
        }
    }

    /// <summary>Checks the beginning of blob names: empty, or what some name can begin with.</summary>
    /// <exception cref="ArgumentException">No name begins like that.</exception>
    public static void BlobPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0)
        {
            BlobName(prefix[^1] is '/' or '.' ? prefix + "x" : prefix);
        }
    }

    private static void Segment(string name, ReadOnlySpan<char> segment)
    {
        if (segment.Length is 0 or > StorageLimits.MaximumBlobSegmentCharacters
            || segment[0] == '.' || segment[^1] == '.' || segment.ContainsAnyExcept(BlobCharacters))
        {
            throw new ArgumentException(
                $"'{name}' is no name for a blob: it has segments of 1 to {StorageLimits.MaximumBlobSegmentCharacters} characters a-z 0-9 . - _, no dot first or last.");
        }
    }

    private static void Bound(string bound)
    {
        ArgumentNullException.ThrowIfNull(bound);
        if (bound.Length > StorageLimits.MaximumKeyCharacters || bound.AsSpan().ContainsAnyExceptInRange(' ', '\x7f'))
        {
            throw new ArgumentException($"A bound of a query has at most {StorageLimits.MaximumKeyCharacters} characters, all of them printable ASCII.");
        }
    }

    private static void Key(string key)
    {
        if (key.Length is 0 or > StorageLimits.MaximumKeyCharacters)
        {
            throw new ArgumentException($"A key has 1 to {StorageLimits.MaximumKeyCharacters} characters, not {key.Length}.");
        }

        var bad = key.AsSpan().IndexOfAnyExcept(KeyCharacters);
        if (bad >= 0)
        {
            throw new ArgumentException($"Character U+{(int)key[bad]:X4} at {bad} cannot stand in a key; see {nameof(KeyText)}.");
        }
    }

    private static void Name(string row, string name)
    {
        var good = name.Length is > 0 and <= StorageLimits.MaximumPropertyNameCharacters && (char.IsAsciiLetter(name[0]) || name[0] == '_');
        foreach (var c in name)
        {
            good &= char.IsAsciiLetterOrDigit(c) || c == '_';
        }

        if (!good || name is "PartitionKey" or "RowKey" or "Timestamp" || name.StartsWith("__", StringComparison.Ordinal))
        {
            throw new ArgumentException($"Row {row}: '{name}' is no name for a property.");
        }
    }

    private static void Value(string row, string name, EntityValue value)
    {
        switch (value.Kind)
        {
            case EntityValueKind.String when value.AsString().Length > StorageLimits.MaximumStringCharacters:
                throw new ArgumentException($"Row {row}: {name} has {value.AsString().Length} characters; {StorageLimits.MaximumStringCharacters} is the most.");
            case EntityValueKind.Binary when value.AsBinary().Length > StorageLimits.MaximumBinaryBytes:
                throw new ArgumentException($"Row {row}: {name} has {value.AsBinary().Length} bytes; {StorageLimits.MaximumBinaryBytes} is the most.");
            case EntityValueKind.DateTime when value.AsDateTime().Year < 1601:
                throw new ArgumentException($"Row {row}: {name} lies before the year 1601.");
            case 0:
                throw new ArgumentException($"Row {row}: {name} has no value.");
            default:
                return;
        }
    }
}
