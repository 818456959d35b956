using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>
/// The account loggers: a document of each tenant that has some, read through the directory's memory, and one of the service that
/// gives out numbers and knows these tenants.
/// </summary>
public sealed class AccountLoggerStore(DirectoryReader reader, DirectoryWriter writer, AccountLogWriter logs, TimeProvider time)
{
    private static readonly DocumentName Name = new("accountloggers");

    private readonly ConditionalWeakTable<DirectoryDocument, Dictionary<Guid, AccountLogger[]>> compiled = [];

    /// <summary>The loggers of an account that run. Warm, and without any in the tenant, this is one look into memory.</summary>
    /// <returns>Null for none.</returns>
    public async ValueTask<RunningLoggers?> FindAsync(AccountKey account, CancellationToken cancellationToken)
    {
        if (await reader.FindDocumentAsync(account.Tenant, Name, cancellationToken) is not { } document
            || !compiled.GetValue(document, known => Compile(account.Tenant, known)).TryGetValue(account.Account, out var loggers))
        {
            return null;
        }

        var now = time.GetUtcNow();
        AccountLogger[] running = [.. loggers.Where(logger => logger.Runs(now))];
        return running.Length == 0 ? null : new(running);
    }

    /// <summary>All loggers whose logs are there, by their numbers: those that run and those that have ended.</summary>
    public async Task<IReadOnlyList<AccountLogger>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<AccountLogger>();
        foreach (var tenant in await TenantsAsync(cancellationToken))
        {
            all.AddRange(Read((await reader.FindDocumentAsync(tenant, Name, cancellationToken))?.Text).Select(entry => entry.ToLogger(tenant)).OfType<AccountLogger>());
        }

        return [.. all.OrderBy(logger => logger.Id)];
    }

    /// <summary>True while the logger writes.</summary>
    public bool IsRunning(AccountLogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        return logger.Runs(time.GetUtcNow());
    }

    /// <summary>Adds a logger. The same one again is the one that runs.</summary>
    /// <param name="actor">Who adds it.</param>
    /// <param name="account">Whose traffic.</param>
    /// <param name="level">A word of <see cref="AccountLoggerLevel"/>.</param>
    /// <param name="logFile">A path as in Carbonio, of which the last part is the log's name.</param>
    /// <param name="windowSize">At least 1; null for none.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<DirectoryOutcome<AccountLogger>> AddAsync(AdminActor actor, Account account, string level, string logFile, int? windowSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(logFile);
        if (AccountLoggerLevels.Read(level) is not { } known)
        {
            return Refused(DirectoryStatus.Invalid, $"log_level is trace, debug, info, warn, err or crit, not '{level}'.");
        }

        if (LogNames.Of(logFile) is not { } name)
        {
            return Refused(DirectoryStatus.Invalid, $"'{logFile}' names no log: 1 to {AccountLoggerLimits.MaximumNameCharacters} characters behind the last slash.");
        }

        if (windowSize < 1)
        {
            return Refused(DirectoryStatus.Invalid, "window_size is a number from 1.");
        }

        var wanted = new AccountLogger(0, account.Key, known, name, windowSize, time.GetUtcNow(), null);
        var running = await FindAsync(account.Key, cancellationToken);
        if (running?.Running.FirstOrDefault(logger => IsLike(logger, wanted)) is { } same)
        {
            return new(DirectoryStatus.Done, same, null);
        }

        var (number, refusal) = await TakeNumberAsync(actor, account.Key.Tenant, cancellationToken);
        return refusal is not null ? Refused(DirectoryStatus.Invalid, refusal) : await AddAsync(actor, account, wanted with { Id = number }, cancellationToken);
    }

    /// <summary>Ends a logger. What it wrote can still be read for <see cref="AccountLoggerLimits.Kept"/>.</summary>
    public async Task<DirectoryOutcome<AccountLogger>> RemoveAsync(AdminActor actor, AccountLogger logger, Account? account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(logger);
        var outcome = await EditAsync(
            actor,
            "mobile doRemoveLogger",
            logger,
            account,
            entries =>
            {
                var at = entries.FindIndex(entry => entry.Id == logger.Id);
                if (at < 0)
                {
                    return Refused(DirectoryStatus.NotFound, string.Create(CultureInfo.InvariantCulture, $"There is no logger {logger.Id}."));
                }

                entries[at] = entries[at] with { Ended = entries[at].Ended ?? time.GetUtcNow() };
                return new(DirectoryStatus.Done, logger with { Ended = entries[at].Ended }, null);
            },
            cancellationToken);
        await logs.FlushAsync(logger, cancellationToken);
        return outcome;
    }

    /// <summary>Deletes a log that is kept no longer, and forgets its logger; at the end, the tenants that have none left.</summary>
    /// <param name="cursor">What the step before gave; each step looks for itself.</param>
    /// <param name="cancellationToken">The host's.</param>
    /// <returns>Null when no such log is left.</returns>
    public async Task<string?> SweepAsync(string? cursor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if ((await ListAsync(cancellationToken)).FirstOrDefault(logger => logger.IsOver(now)) is { } over)
        {
            await logs.DeleteAsync(over, cancellationToken);
            await EditAsync(
                AdminActor.Server,
                "mobile doRemoveLogger",
                over,
                account: null,
                entries =>
                {
                    entries.RemoveAll(entry => entry.Id == over.Id);
                    return new(DirectoryStatus.Done, over, null);
                },
                cancellationToken);
            return over.Id.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var tenant in await TenantsAsync(cancellationToken))
        {
            if (await reader.FindDocumentAsync(tenant, Name, cancellationToken) is null)
            {
                await ForgetAsync(tenant, now, cancellationToken);
            }
        }

        return null;
    }

    private async ValueTask<IEnumerable<Guid>> TenantsAsync(CancellationToken cancellationToken) =>
        ReadIndex((await reader.FindDocumentAsync(Name, cancellationToken))?.Text).Tenants.Keys;

    private Task<DirectoryOutcome<AccountLogger>> AddAsync(AdminActor actor, Account account, AccountLogger logger, CancellationToken cancellationToken) =>
        EditAsync(
            actor,
            "mobile doAddAccountLogger",
            logger,
            account,
            entries =>
            {
                var now = time.GetUtcNow();
                if (entries.Count(entry => entry.ToLogger(account.Key.Tenant)?.Runs(now) == true) >= AccountLoggerLimits.MaximumLoggers)
                {
                    return Refused(DirectoryStatus.Invalid, $"{AccountLoggerLimits.MaximumLoggers} loggers run in this tenant, which is the most: remove one first.");
                }

                if (entries.Count >= AccountLoggerLimits.MaximumKept)
                {
                    return Refused(DirectoryStatus.Invalid, $"The logs of {AccountLoggerLimits.MaximumKept} loggers are kept in this tenant, which is the most: the oldest goes {AccountLoggerLimits.Kept.Days} days after its end.");
                }

                entries.Add(AccountLoggerEntry.Of(logger));
                return new(DirectoryStatus.Done, logger, null);
            },
            cancellationToken);

    private Task<DirectoryOutcome<AccountLogger>> EditAsync(
        AdminActor actor,
        string action,
        AccountLogger logger,
        Account? account,
        Func<List<AccountLoggerEntry>, DirectoryOutcome<AccountLogger>> edit,
        CancellationToken cancellationToken) =>
        writer.EditDocumentAsync<AccountLogger>(
            actor,
            action,
            logger.Account.Tenant,
            Name,
            text =>
            {
                var entries = Read(text);
                var outcome = edit(entries);
                var name = logger.Id.ToString(CultureInfo.InvariantCulture);
                return new(outcome, entries.Count == 0 ? null : JsonSerializer.Serialize(entries, AccountLoggerJson.Default.ListAccountLoggerEntry))
                {
                    Target = account is null ? new("logger", name) { Account = logger.Account.Account } : AuditTarget.Of(account) with { Kind = "logger", Name = name },
                    After = AuditDetail.Of(
                        ("level", AccountLoggerLevels.Word(logger.Level)),
                        ("log", logger.LogName),
                        ("window_size", logger.WindowSize?.ToString(CultureInfo.InvariantCulture))),
                };
            },
            cancellationToken);

    private async Task<(int Number, string? Refusal)> TakeNumberAsync(AdminActor actor, Guid tenant, CancellationToken cancellationToken)
    {
        var number = 0;
        var outcome = await writer.EditDocumentAsync<DirectoryDocument>(
            actor,
            "mobile doAddAccountLogger",
            Name,
            text =>
            {
                var index = ReadIndex(text);
                number = index.Next;
                index.Tenants[tenant] = time.GetUtcNow();
                return index.Tenants.Count > AccountLoggerLimits.MaximumTenants
                    ? new(new(DirectoryStatus.Invalid, null, $"{AccountLoggerLimits.MaximumTenants} tenants have loggers, which is the most."), text)
                    : Edit(index with { Next = index.Next + 1 });
            },
            cancellationToken);
        return (number, outcome.Message);
    }

    // Not while the logger of its last number may still be added: a tenant that is not known here has loggers that nobody sees.
    private Task<DirectoryOutcome<DirectoryDocument>> ForgetAsync(Guid tenant, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.EditDocumentAsync<DirectoryDocument>(
            AdminActor.Server,
            "mobile doRemoveLogger",
            Name,
            text =>
            {
                var index = ReadIndex(text);
                if (index.Tenants.TryGetValue(tenant, out var given) && now - given >= AccountLoggerLimits.Kept)
                {
                    index.Tenants.Remove(tenant);
                }

                return Edit(index);
            },
            cancellationToken);

    private static DocumentEdit<DirectoryDocument> Edit(AccountLoggerIndex index)
    {
        var text = JsonSerializer.Serialize(index, AccountLoggerJson.Default.AccountLoggerIndex);
        return new(new(DirectoryStatus.Done, new(text), null), text);
    }

    private static Dictionary<Guid, AccountLogger[]> Compile(Guid tenant, DirectoryDocument document) => Read(document.Text)
        .Select(entry => entry.ToLogger(tenant))
        .OfType<AccountLogger>()
        .GroupBy(logger => logger.Account.Account)
        .ToDictionary(group => group.Key, group => group.ToArray());

    private static bool IsLike(AccountLogger one, AccountLogger other) =>
        one.Level == other.Level && one.LogName == other.LogName && one.WindowSize == other.WindowSize;

    private static List<AccountLoggerEntry> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, AccountLoggerJson.Default.ListAccountLoggerEntry)!;

    private static AccountLoggerIndex ReadIndex(string? text) =>
        text is null ? new(1, []) : JsonSerializer.Deserialize(text, AccountLoggerJson.Default.AccountLoggerIndex)!;

    private static DirectoryOutcome<AccountLogger> Refused(DirectoryStatus status, string message) => new(status, null, message);
}
