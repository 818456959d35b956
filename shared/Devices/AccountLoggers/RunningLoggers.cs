namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>The loggers of one account that run.</summary>
/// <param name="Running">At least one.</param>
public sealed record RunningLoggers(IReadOnlyList<AccountLogger> Running)
{
    /// <summary>The most that one of them writes.</summary>
    public AccountLoggerLevel Level { get; } = Running.Max(logger => logger.Level);

    /// <summary>The least window that one of them demands; null for none.</summary>
    public int? WindowSize { get; } = Running.Min(logger => logger.WindowSize);
}
