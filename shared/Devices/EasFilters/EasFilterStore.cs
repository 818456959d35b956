using System.Globalization;
using System.Text.Json;
using Carbonio.Cloud.Directory;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>
/// The EAS filters of the service: read through the directory's memory, so a change holds here at once and within 10 s elsewhere;
/// changed as one document, so that two admins who edit at once get both their changes.
/// </summary>
public sealed partial class EasFilterStore(DirectoryReader reader, DirectoryWriter writer, ILogger<EasFilterStore> logger)
{
    private static readonly DocumentName Name = new("easfilters");

    private volatile Compiled current = new(null, null, EasFilterList.Empty);

    /// <summary>The filters as <see cref="ReadAsync"/> found them last.</summary>
    public EasFilterList Current => current.Filters;

    /// <summary>The filters that hold; warm, nothing is read and nothing made.</summary>
    public async ValueTask<EasFilterList> ReadAsync(CancellationToken cancellationToken)
    {
        var document = await reader.FindDocumentAsync(Name, cancellationToken);
        var outlook = (await reader.ServiceAsync(cancellationToken)).Text(ConfigurationAttributes.MaxOutlookVersion);
        var known = current;
        if (!ReferenceEquals(known.Document, document) || !string.Equals(known.Outlook, outlook, StringComparison.Ordinal))
        {
            current = known = new(document, outlook, Compile(document, outlook));
        }

        return known.Filters;
    }

    /// <summary>What an account's user agent is offered by the filters that were read last.</summary>
    public VersionSet Offer(AccountView account, string userAgent, VersionSet served)
    {
        var known = current;
        var offer = known.Filters.Offer(account, userAgent, served);
        if (offer.Slow is { } slow && known.Warned.TryAdd(slow))
        {
            LogSlow(slow);
        }

        return offer.Versions;
    }

    /// <summary>Adds a filter behind all others.</summary>
    /// <param name="actor">Who adds it.</param>
    /// <param name="entry">The filter. Its key makes repeating this harmless.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>The filters with it; also when it is there already. Taken when its key is another filter's.</returns>
    public async Task<DirectoryOutcome<EasFilterList>> AddAsync(AdminActor actor, EasFilterEntry entry, CancellationToken cancellationToken)
    {
        var (filter, refusal) = EasFilter.Parse(entry);
        refusal ??= await FindUnknownAsync(filter!, cancellationToken);
        return refusal is not null ? new(DirectoryStatus.Invalid, null, refusal) : await EditAsync(
            actor,
            "mobile doAddEASFilter",
            entry.Key,
            entries =>
            {
                var known = entries.FindIndex(other => other.Key == entry.Key);
                if (known >= 0)
                {
                    return entries[known] == entry ? null : (DirectoryStatus.Taken, $"The key '{entry.Key}' is another filter's.");
                }

                if (entries.Count == EasFilterLimits.MaximumFilters)
                {
                    return (DirectoryStatus.Invalid, $"There are {EasFilterLimits.MaximumFilters} filters, which is the most.");
                }

                entries.Add(entry);
                return null;
            },
            cancellationToken);
    }

    /// <summary>Deletes a filter.</summary>
    public Task<DirectoryOutcome<EasFilterList>> DeleteAsync(AdminActor actor, string key, CancellationToken cancellationToken) =>
        EditAsync(
            actor,
            "mobile doDeleteEASFilter",
            key,
            entries => entries.RemoveAll(entry => entry.Key == key) > 0 ? null : Missing(key),
            cancellationToken);

    /// <summary>Moves a filter; those between its place and the new one move up or down by one.</summary>
    /// <param name="actor">Who moves it.</param>
    /// <param name="key">Which.</param>
    /// <param name="position">Where to, as the listing counts.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<DirectoryOutcome<EasFilterList>> MoveAsync(AdminActor actor, string key, int position, CancellationToken cancellationToken)
    {
        var builtIn = (await ReadAsync(cancellationToken)).Filters is [{ IsBuiltIn: true }, ..] ? 1 : 0;
        return await EditAsync(
            actor,
            "mobile doMoveEASFilter",
            key,
            entries =>
            {
                var from = entries.FindIndex(entry => entry.Key == key);
                if (from < 0)
                {
                    return Missing(key);
                }

                if (position < builtIn || position >= builtIn + entries.Count)
                {
                    return (DirectoryStatus.Invalid, $"A filter can be moved to {builtIn} to {builtIn + entries.Count - 1}, not to {position}.");
                }

                var moved = entries[from];
                entries.RemoveAt(from);
                entries.Insert(position - builtIn, moved);
                return null;
            },
            cancellationToken);
    }

    private async Task<DirectoryOutcome<EasFilterList>> EditAsync(
        AdminActor actor,
        string action,
        string key,
        Func<List<EasFilterEntry>, (DirectoryStatus Status, string Message)?> edit,
        CancellationToken cancellationToken)
    {
        var outcome = await writer.EditDocumentAsync<EasFilterList>(
            actor,
            action,
            Name,
            text =>
            {
                var entries = Read(text);
                var before = Detail(entries, key);
                if (edit(entries) is var (status, message))
                {
                    return new(new(status, null, message), text);
                }

                var edited = entries.Count == 0 ? null : JsonSerializer.Serialize(entries, EasFilterJson.Default.ListEasFilterEntry);
                return new(new(DirectoryStatus.Done, EasFilterList.Empty, null), edited)
                {
                    Target = new("easfilter", key),
                    Before = before,
                    After = Detail(entries, key),
                };
            },
            cancellationToken);
        return outcome.IsDone ? outcome with { Value = await ReadAsync(cancellationToken) } : outcome;
    }

    private static AuditDetail? Detail(List<EasFilterEntry> entries, string key) => entries.FindIndex(entry => entry.Key == key) is var position and >= 0
        ? AuditDetail.Of(
            ("position", position.ToString(CultureInfo.InvariantCulture)),
            ("type", entries[position].Type),
            ("parameter", entries[position].Parameter),
            ("mode", entries[position].Mode),
            ("easversions", entries[position].Versions),
            ("blocking", entries[position].Blocking ? "true" : "false"))
        : null;

    /// <summary>An account or domain that a filter names and that does not exist: a typing error would never match and never show.</summary>
    private async Task<string?> FindUnknownAsync(EasFilter filter, CancellationToken cancellationToken)
    {
        foreach (var rule in filter.Rule.Tree)
        {
            var there = rule.Kind switch
            {
                EasFilterRuleKind.Account when Guid.TryParse(rule.Value, out var id) => await reader.FindAccountByIdAsync(id, cancellationToken) is not null,
                EasFilterRuleKind.Account => await reader.FindAccountByAddressAsync(rule.Value, cancellationToken) is not null,
                EasFilterRuleKind.Domain => await reader.FindDomainAsync(rule.Value, cancellationToken) is not null,
                _ => true,
            };
            if (!there)
            {
                return $"There is no {EasFilterWords.Of(rule.Kind)} '{rule.Value}'.";
            }
        }

        return null;
    }

    private EasFilterList Compile(DirectoryDocument? document, string? outlook)
    {
        var filters = new List<EasFilter>();
        if (outlook is not null && VersionSet.TryParse(outlook, out var version))
        {
            filters.Add(EasFilter.Outlook(version));
        }

        foreach (var entry in Read(document?.Text))
        {
            if (EasFilter.Parse(entry) is ({ } filter, _))
            {
                filters.Add(filter);
            }
            else
            {
                LogUnreadable(entry.Key); // a newer release wrote it
            }
        }

        return filters.Count == 0 ? EasFilterList.Empty : new(filters);
    }

    private static List<EasFilterEntry> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, EasFilterJson.Default.ListEasFilterEntry)!;

    private static (DirectoryStatus Status, string Message) Missing(string key) => (DirectoryStatus.NotFound, $"There is no filter with the key '{key}'.");

    private sealed record Compiled(DirectoryDocument? Document, string? Outlook, EasFilterList Filters)
    {
        public WarnedOnce Warned { get; } = new();
    }

    private sealed class WarnedOnce
    {
        private readonly HashSet<string> keys = new(StringComparer.Ordinal);

        public bool TryAdd(string key)
        {
            lock (keys)
            {
                return keys.Add(key);
            }
        }
    }

    [LoggerMessage(5301, LogLevel.Warning, "The regular expression of EAS filter {Key} took too long; the filter does not count for such requests.")]
    private partial void LogSlow(string key);

    [LoggerMessage(5302, LogLevel.Warning, "EAS filter {Key} makes no sense to this release and does not count.")]
    private partial void LogUnreadable(string key);
}
