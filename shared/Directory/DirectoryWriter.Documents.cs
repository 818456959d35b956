using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <content>Documents.</content>
public sealed partial class DirectoryWriter
{
    /// <summary>Edits a document of the whole service, or makes or removes it.</summary>
    /// <param name="actor">Who edits.</param>
    /// <param name="action">The command that does the like.</param>
    /// <param name="name">Which.</param>
    /// <param name="edit">Says what becomes of the text, null for none so far. After a lost race it is asked again with the newer text.</param>
    /// <param name="cancellationToken">The request's.</param>
    public Task<DirectoryOutcome<T>> EditDocumentAsync<T>(AdminActor actor, string action, DocumentName name, Func<string?, DocumentEdit<T>> edit, CancellationToken cancellationToken)
        where T : class => EditDocumentAsync(actor, action, DirectoryRows.GlobalPartition, name, edit, cancellationToken);

    /// <summary>Edits a tenant's document.</summary>
    /// <param name="actor">Who edits.</param>
    /// <param name="action">The command that does the like.</param>
    /// <param name="tenant">Whose; it exists.</param>
    /// <param name="name">Which.</param>
    /// <param name="edit">Says what becomes of the text.</param>
    /// <param name="cancellationToken">The request's.</param>
    public Task<DirectoryOutcome<T>> EditDocumentAsync<T>(AdminActor actor, string action, Guid tenant, DocumentName name, Func<string?, DocumentEdit<T>> edit, CancellationToken cancellationToken)
        where T : class => EditDocumentAsync(actor, action, DirectoryRows.Partition(tenant), name, edit, cancellationToken);

    private Task<DirectoryOutcome<T>> EditDocumentAsync<T>(
        AdminActor actor,
        string action,
        string partition,
        DocumentName name,
        Func<string?, DocumentEdit<T>> edit,
        CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(edit);
        return CommitAsync(
            actor,
            action,
            partition,
            async change =>
            {
                var row = await store.FindAsync(new(Tables.Directory, partition, name.Row), cancellationToken);
                var before = row is null ? null : DirectoryRows.ReadDocument(row).Text;
                var edited = edit(before);
                if (!edited.Outcome.IsDone || string.Equals(edited.Text, before, StringComparison.Ordinal))
                {
                    return edited.Outcome;
                }

                if (edited.Text is null)
                {
                    change.Remove(name.Row);
                }
                else if (edited.Text.Length > DirectoryDocument.MaximumCharacters)
                {
                    return DirectoryOutcome<T>.Refused(DirectoryStatus.Invalid, $"That is too long together: {DirectoryDocument.MaximumCharacters} characters is the most.");
                }
                else
                {
                    change.Put(name.Row, DirectoryRows.WriteDocument(edited.Text));
                }

                if (edited.Target is { } target)
                {
                    change.Tell(target, edited.Before, edited.After);
                }

                return edited.Outcome;
            },
            cancellationToken);
    }
}
