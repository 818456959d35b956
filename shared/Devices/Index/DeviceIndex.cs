using System.Buffers;
using System.Globalization;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Devices.Index;

/// <summary>The devices of every domain, in 64 partitions each, so that no list and no write of one waits for another.</summary>
/// <remarks>docs/decisions/0020-devices.md. The truth is the device's row; this follows it.</remarks>
public sealed class DeviceIndex(IEntityStore entities)
{
    /// <summary>Partitions of a domain.</summary>
    public const int Buckets = 64;

    /// <summary>Partitions that one page looks into, at the same time.</summary>
    public const int BucketsAtOnce = 8;

    /// <summary>Longest text of a row; more is cut off.</summary>
    public const int MaximumTextCharacters = 256;

    private const int MaximumPosition = 512;

    private static readonly SearchValues<char> KeyLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_@+~!");

    /// <summary>The partition that a device of any case stands in, 0 to 63.</summary>
    public static int BucketOf(string deviceId)
    {
        // FNV-1a, the same in every process and release.
        var hash = 2166136261u;
        foreach (var c in KeyText.Escape(deviceId))
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)(hash % Buckets);
    }

    /// <summary>A page of the devices of a domain, in the order of their buckets.</summary>
    /// <param name="tenant">The domain's tenant.</param>
    /// <param name="domain">The domain, in stored form.</param>
    /// <param name="next">What the page before gave; null for the first. One that no page gave finds nothing.</param>
    /// <param name="maximum">Most devices, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<DeviceIndexPage> PageAsync(Guid tenant, string domain, string? next, int maximum, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        if (!TryReadPosition(next, out var bucket, out var after))
        {
            return new([], null);
        }

        // The first bucket alone: where buckets are full, it is the page.
        var devices = new List<ListedDevice>();
        var from = await ReadAsync(tenant, domain, bucket, after, maximum, cancellationToken);
        if (!Take(from, bucket, devices, maximum, out var position))
        {
            return new(devices, position);
        }

        // Where they are nearly empty, several at once. Else the page is short, and nothing is read to be thrown away.
        if (devices.Count > maximum / BucketsAtOnce)
        {
            return new(devices, bucket + 1 == Buckets ? null : Position(bucket + 1, ""));
        }

        var rest = Enumerable.Range(bucket + 1, Math.Min(BucketsAtOnce, Buckets - bucket - 1)).ToArray();
        var pages = await Task.WhenAll(rest.Select(other => ReadAsync(tenant, domain, other, null, maximum - devices.Count, cancellationToken)));
        foreach (var (other, page) in rest.Zip(pages))
        {
            if (!Take(page, other, devices, maximum, out position))
            {
                return new(devices, position);
            }
        }

        var begun = bucket + rest.Length + 1;
        return new(devices, begun == Buckets ? null : Position(begun, ""));
    }

    /// <summary>Writes what a list shows of a device.</summary>
    internal Task PutAsync(AccountKey account, string domain, ListedDevice device, CancellationToken cancellationToken) =>
        entities.TryWriteAsync(
            new EntityBatch(Tables.DeviceIndex, Partition(account.Tenant, domain, BucketOf(device.DeviceId)))
                .Upsert(ListedDeviceRow.Key(device.DeviceId, account.Account), ListedDeviceRow.Write(device)),
            cancellationToken);

    /// <summary>Takes a device out of the lists. One that is in none is no error.</summary>
    public Task DeleteAsync(AccountKey account, string domain, string deviceId, CancellationToken cancellationToken) =>
        entities.TryWriteAsync(
            new EntityBatch(Tables.DeviceIndex, Partition(account.Tenant, domain, BucketOf(deviceId))).Delete(ListedDeviceRow.Key(deviceId, account.Account)),
            cancellationToken);

    private static string Partition(Guid tenant, string domain, int bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenant:N}!{KeyText.Escape(domain)}!{bucket:x2}");

    private static string Position(int bucket, string after) => string.Create(CultureInfo.InvariantCulture, $"{bucket:x2}!{after}");

    private static bool TryReadPosition(string? position, out int bucket, out string? after)
    {
        (bucket, after) = (0, null);
        if (position is null)
        {
            return true;
        }

        if (position.Length is < 3 or > MaximumPosition
            || position[2] != '!'
            || position.AsSpan().ContainsAnyExcept(KeyLetters)
            || !int.TryParse(position.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bucket)
            || bucket >= Buckets)
        {
            return false;
        }

        after = position.Length == 3 ? null : position[3..];
        return true;
    }

    /// <summary>Takes the rows of a bucket into the page. False when the page ends within it; then the position is where the next begins.</summary>
    private static bool Take(EntityPage rows, int bucket, List<ListedDevice> devices, int maximum, out string? position)
    {
        var taken = rows.Rows.Take(maximum - devices.Count).ToArray();
        devices.AddRange(taken.Select(ListedDeviceRow.Read));
        var isWhole = taken.Length == rows.Rows.Count && rows.Continuation is null;
        position = isWhole ? null
            : taken.Length > 0 ? Position(bucket, taken[^1].Key.Row)
            : Position(bucket, "");
        return isWhole;
    }

    private async Task<EntityPage> ReadAsync(Guid tenant, string domain, int bucket, string? after, int maximum, CancellationToken cancellationToken)
    {
        if (maximum == 0)
        {
            return new([], "full");
        }

        var from = after is null ? "!" : after + " "; // the least character that a key can go on with
        var query = new EntityQuery(Tables.DeviceIndex, Partition(tenant, domain, bucket), from, "~~", Math.Min(maximum, StorageLimits.MaximumPageRows));
        var page = await entities.QueryAsync(query, cancellationToken);
        while (page.Rows.Count == 0 && page.Continuation is { } more)
        {
            page = await entities.QueryAsync(query with { Continuation = more }, cancellationToken);
        }

        return page;
    }
}
