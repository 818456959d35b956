using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Directory;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Traffic;

/// <summary>Hands the traffic of accounts that have loggers to them. For all other accounts it is one look into memory.</summary>
public sealed partial class TrafficLog(AccountLoggerStore loggers, AccountLogWriter writer, TimeProvider time, ILogger<TrafficLog> log)
{
    /// <summary>The loggers of an account.</summary>
    /// <returns>Null for none.</returns>
    public async ValueTask<RunningLoggers?> FindAsync(AccountView account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await loggers.FindAsync(account.Key, cancellationToken);
    }

    /// <summary>Writes the request to each logger whose level it is. A fault in here is no fault of the request.</summary>
    /// <param name="record">The record.</param>
    /// <param name="name">The command.</param>
    /// <param name="deviceId">The device, or null.</param>
    /// <param name="answer">The answer, before it is sent.</param>
    /// <param name="refused">The answer is a refusal in its body.</param>
    /// <param name="failed">The server failed.</param>
    /// <param name="took">How long it took.</param>
    public async Task WriteAsync(
        TrafficRecord record,
        string name,
        string? deviceId,
        EasAnswer answer,
        bool refused,
        bool failed,
        TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(answer);
        var level = failed ? AccountLoggerLevel.Crit
            : answer.HttpStatus >= 500 ? AccountLoggerLevel.Err
            : answer.HttpStatus >= 400 || refused ? AccountLoggerLevel.Warn
            : AccountLoggerLevel.Info;
        var now = time.GetUtcNow();
        foreach (var logger in record.Loggers.Running.Where(logger => level <= logger.Level))
        {
            try
            {
                await writer.WriteAsync(logger, new(now, level, record.Text(logger.Level, name, deviceId, answer, took)), CancellationToken.None);
            }
            catch (Exception e)
            {
                LogFailed(e, logger.Id);
            }
        }
    }

    [LoggerMessage(3203, LogLevel.Warning, "A request could not be shown to account logger {Id}.")]
    private partial void LogFailed(Exception exception, int id);
}
