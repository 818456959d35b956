namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Some records of a log.</summary>
/// <param name="Records">The records in the order of their time, of all instances together.</param>
/// <param name="More">There are more behind them.</param>
public sealed record AccountLogPage(IReadOnlyList<LogRecord> Records, bool More);
