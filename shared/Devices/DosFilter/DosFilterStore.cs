using System.Globalization;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>The settings and the epoch of the DoS filter: read through the directory's memory, so that a change holds within 10 s everywhere.</summary>
public sealed class DosFilterStore(DirectoryReader reader, DirectoryWriter writer)
{
    private static readonly DocumentName Name = new("antidos");

    private volatile Known current = new(null, null, null);

    /// <summary>What holds now; warm, nothing is read and nothing made.</summary>
    /// <returns>Null while the filter is off or inert: nothing is counted, and no jail is honoured.</returns>
    public async ValueTask<DosFilterState?> ReadAsync(CancellationToken cancellationToken)
    {
        var configuration = await reader.GetConfigurationAsync(cancellationToken);
        var known = current;
        if (ReferenceEquals(known.Configuration, configuration) && known.State is null)
        {
            return null; // off, whatever the epoch
        }

        var document = await reader.FindDocumentAsync(Name, cancellationToken);
        if (!ReferenceEquals(known.Configuration, configuration) || !ReferenceEquals(known.Document, document))
        {
            current = known = new(configuration, document, DosFilterState.Of(configuration, EpochOf(document?.Text)));
        }

        return known.State;
    }

    /// <summary>Restarts the service: nobody is jailed any more, and every device begins anew.</summary>
    public async Task RestartAsync(AdminActor actor, CancellationToken cancellationToken) =>
        await writer.EditDocumentAsync<DirectoryDocument>(
            actor,
            "mobile doRestartService anti-dos",
            Name,
            text =>
            {
                var next = (EpochOf(text) + 1).ToString(CultureInfo.InvariantCulture);
                return new(new(DirectoryStatus.Done, new(next), null), next)
                {
                    Target = new("service", "anti-dos"),
                    Before = AuditDetail.Of(("epoch", text)),
                    After = AuditDetail.Of(("epoch", next)),
                };
            },
            cancellationToken);

    private static long EpochOf(string? text) => text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Known(AttributeSet? Configuration, DirectoryDocument? Document, DosFilterState? State);
}
