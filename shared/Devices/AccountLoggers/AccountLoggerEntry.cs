namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>A logger as it is stored in its tenant's document.</summary>
internal sealed record AccountLoggerEntry(int Id, Guid Account, string Level, string Log, int? Window, DateTimeOffset Created, DateTimeOffset? Ended)
{
    public static AccountLoggerEntry Of(AccountLogger logger) =>
        new(logger.Id, logger.Account.Account, AccountLoggerLevels.Word(logger.Level), logger.LogName, logger.WindowSize, logger.Created, logger.Ended);

    // A level of a newer release is one that writes nothing here.
    public AccountLogger? ToLogger(Guid tenant) =>
        AccountLoggerLevels.Read(Level) is { } level ? new(Id, new(tenant, Account), level, Log, Window, Created, Ended) : null;
}
