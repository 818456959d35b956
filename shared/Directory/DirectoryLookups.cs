using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>Reads straight from the store, for administration and for what a writer is about to change.</summary>
internal static class DirectoryLookups
{
    public static Task<Entity?> FindGlobalAsync(this IEntityStore store, string row, CancellationToken cancellationToken) =>
        store.FindAsync(new(Tables.Directory, DirectoryRows.GlobalPartition, row), cancellationToken);

    public static Task<Entity?> FindInTenantAsync(this IEntityStore store, Guid tenant, string row, CancellationToken cancellationToken) =>
        store.FindAsync(new(Tables.Directory, DirectoryRows.Partition(tenant), row), cancellationToken);

    /// <summary>The class of that name or id. The shipped default stands in while it has no row.</summary>
    public static async Task<ClassOfService?> FindCosAsync(this IEntityStore store, string nameOrId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(nameOrId, out var id))
        {
            if (nameOrId.Equals(ClassOfService.Default.Name, StringComparison.OrdinalIgnoreCase))
            {
                id = ClassOfService.Default.Id;
            }
            else if (IsName(nameOrId) && await store.FindGlobalAsync(DirectoryRows.CosName(nameOrId), cancellationToken) is { } pointer)
            {
                id = DirectoryRows.ReadPointer(pointer);
            }
            else
            {
                return null;
            }
        }

        return await store.FindGlobalAsync(DirectoryRows.Cos(id), cancellationToken) is { } row ? DirectoryRows.ReadCos(row)
            : id == ClassOfService.Default.Id ? ClassOfService.Default
            : null;
    }

    /// <summary>All rows of a prefix, for what is bounded: credentials of an account, aliases.</summary>
    public static async Task<List<Entity>> ListAsync(this IEntityStore store, string partition, string prefix, CancellationToken cancellationToken)
    {
        var rows = new List<Entity>();
        for (var query = EntityQuery.WithPrefix(Tables.Directory, partition, prefix); ;)
        {
            var page = await store.QueryAsync(query, cancellationToken);
            rows.AddRange(page.Rows);
            if (page.Continuation is null)
            {
                return rows;
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    /// <summary>A name of a tenant or class of service: 1 to 100 characters, none a control character, no @ and no blank at its ends.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 100 && name.Trim().Length == name.Length && !name.Any(c => char.IsControl(c) || c == '@');
}
