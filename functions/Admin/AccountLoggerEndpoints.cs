using System.Globalization;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class AccountLoggerEndpoints
{
    private const int DefaultLines = 100;

    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/accountLoggers", "Loggers of accounts: those that run, and those that have ended and whose logs can still be read.", AdminRole.Delegated, ListAsync)
        {
            Response = AdminJson.Default.AccountLoggerListBody,
        },
        new("POST", "/accounts/{account}/loggers", "Logs the traffic of an account for seven days. The same again is the logger that runs.", AdminRole.Delegated, AddAsync)
        {
            Request = AdminJson.Default.NewAccountLoggerBody, Response = AdminJson.Default.AccountLoggerBody,
        },
        new("DELETE", "/accountLoggers", "Ends all loggers that run.", AdminRole.Delegated, RemoveAllAsync) { Response = AdminJson.Default.AccountLoggerListBody },
        new("DELETE", "/accountLoggers/{id}", "Ends a logger. What it wrote can be read for seven days more.", AdminRole.Delegated, RemoveAsync)
        {
            Response = AdminJson.Default.AccountLoggerBody,
        },
        new("GET", "/accountLoggers/{id}/log", "What a logger wrote, on all instances: the last lines, or those after a moment.", AdminRole.Delegated, ReadAsync)
        {
            Query = [("lines", "Most records, 1 to 1000; 100 without."), ("after", "Newer than that moment (ISO 8601), oldest first; without it the newest.")],
            Response = AdminJson.Default.LogPageBody,
        },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call) =>
        AdminAnswer.Json(new([.. (await VisibleAsync(call)).Select(pair => Body(call, pair.Logger, pair.Account))]), AdminJson.Default.AccountLoggerListBody);

    private static async Task<AdminAnswer> AddAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        var (body, bad) = await call.ReadAsync(AdminJson.Default.NewAccountLoggerBody);
        return body is null ? bad! : AdminAnswer.From(
            await call.AccountLoggers.AddAsync(call.Actor, account.Account, body.LogLevel, body.LogFile, body.WindowSize, call.Aborted),
            "logger",
            logger => AdminAnswer.Json(Body(call, logger, account), AdminJson.Default.AccountLoggerBody));
    }

    private static async Task<AdminAnswer> RemoveAllAsync(AdminCall call)
    {
        var removed = new List<AccountLoggerBody>();
        foreach (var (logger, account) in (await VisibleAsync(call)).Where(pair => call.AccountLoggers.IsRunning(pair.Logger)))
        {
            if ((await call.AccountLoggers.RemoveAsync(call.Actor, logger, account?.Account, call.Aborted)).Value is { } ended)
            {
                removed.Add(Body(call, ended, account));
            }
        }

        return AdminAnswer.Json(new(removed), AdminJson.Default.AccountLoggerListBody);
    }

    private static async Task<AdminAnswer> RemoveAsync(AdminCall call)
    {
        var (logger, account) = await FindAsync(call);
        return logger is null ? Missing(call) : AdminAnswer.From(
            await call.AccountLoggers.RemoveAsync(call.Actor, logger, account?.Account, call.Aborted),
            "logger",
            ended => AdminAnswer.Json(Body(call, ended, account), AdminJson.Default.AccountLoggerBody));
    }

    private static async Task<AdminAnswer> ReadAsync(AdminCall call)
    {
        var lines = DefaultLines;
        if (call.Query("lines") is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out lines) && lines is >= 1 and <= AccountLoggerLimits.PageRecords))
        {
            return AdminAnswer.Invalid($"lines is a number from 1 to {AccountLoggerLimits.PageRecords}.");
        }

        DateTimeOffset after = default;
        if (call.Query("after") is { } moment && !DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out after))
        {
            return AdminAnswer.Invalid("after is a moment such as 2027-01-31T12:00:00Z.");
        }

        var (logger, _) = await FindAsync(call);
        if (logger is null)
        {
            return Missing(call);
        }

        var page = call.Query("after") is null
            ? await call.AccountLogs.ReadLastAsync(logger, lines, call.Aborted)
            : await call.AccountLogs.ReadAfterAsync(logger, after, lines, call.Aborted);
        return AdminAnswer.Json(
            new([.. page.Records.Select(record => new LogRecordBody(record.At, AccountLoggerLevels.Word(record.Level), record.Text))], page.More),
            AdminJson.Default.LogPageBody);
    }

    /// <summary>The loggers that the token may see. Those of a deleted account are for global admins only: nobody can tell its domain.</summary>
    private static async Task<List<(AccountLogger Logger, AccountView? Account)>> VisibleAsync(AdminCall call)
    {
        var visible = new List<(AccountLogger, AccountView?)>();
        foreach (var logger in await call.AccountLoggers.ListAsync(call.Aborted))
        {
            var account = await call.Reader.FindAccountAsync(logger.Account, call.Aborted);
            if (account is null ? call.Token.Role == AdminRole.Global : call.Token.Administers(account.Domain))
            {
                visible.Add((logger, account));
            }
        }

        return visible;
    }

    private static async Task<(AccountLogger? Logger, AccountView? Account)> FindAsync(AdminCall call) =>
        int.TryParse(call.Path("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (await VisibleAsync(call)).FirstOrDefault(pair => pair.Logger.Id == id)
            : default;

    private static AdminAnswer Missing(AdminCall call) =>
        AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_logger", $"There is no logger {call.Path("id")}: 'carbonio mobile getAccountLoggers' shows what there is.");

    private static AccountLoggerBody Body(AdminCall call, AccountLogger logger, AccountView? account) => new(
        logger.Id,
        account?.Address ?? logger.Account.Account.ToString("D"),
        AccountLoggerLevels.Word(logger.Level),
        logger.LogName,
        logger.WindowSize,
        logger.Created,
        logger.Expires,
        call.AccountLoggers.IsRunning(logger));
}
