namespace Carbonio.Cloud.Storage;

/// <summary>A range of rows of one partition, in row-key order.</summary>
/// <param name="Table">One of <see cref="Tables"/>.</param>
/// <param name="Partition">The partition.</param>
/// <param name="From">First row key that may be given.</param>
/// <param name="Before">First row key that is no longer given.</param>
/// <param name="MaximumRows">Rows of a page, 1 to <see cref="StorageLimits.MaximumPageRows"/>.</param>
/// <param name="Continuation">What the page before gave; null for the first.</param>
public sealed record EntityQuery(string Table, string Partition, string From, string Before, int MaximumRows = StorageLimits.MaximumPageRows, string? Continuation = null)
{
    /// <summary>All rows whose key begins with <paramref name="prefix"/>, which ends in an ASCII character below <c>~</c>.</summary>
    public static EntityQuery WithPrefix(string table, string partition, string prefix, int maximumRows = StorageLimits.MaximumPageRows)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return new(table, partition, prefix, string.Concat(prefix.AsSpan(0, prefix.Length - 1), ((char)(prefix[^1] + 1)).ToString()), maximumRows);
    }
}
