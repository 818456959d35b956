namespace Carbonio.Cloud.Directory;

/// <content>Documents.</content>
public sealed partial class DirectoryReader
{
    /// <summary>A document of the whole service; null when there is none. As fresh as an account, and warm nothing is read.</summary>
    public async ValueTask<DirectoryDocument?> FindDocumentAsync(DocumentName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await global.EnsureFreshAsync(cancellationToken);
        return await FindRowAsync(global, name.Row, DirectoryRows.ReadDocument, cancellationToken);
    }

    /// <summary>A tenant's document of that name.</summary>
    public async ValueTask<DirectoryDocument?> FindDocumentAsync(Guid tenant, DocumentName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return await FindRowAsync(await FreshScopeAsync(tenant, cancellationToken), name.Row, DirectoryRows.ReadDocument, cancellationToken);
    }
}
