namespace Carbonio.Cloud.Cli.Tests.Crossing;

internal static class LoggerCrossingCases
{
    private const string Logger = """{"logLevel":"debug","logFile":"a.log"}""";

    public static CrossingCase[] All =>
    [
        new("GET", "/accountLoggers", "/accountLoggers") { IsFiltered = true },
        new("DELETE", "/accountLoggers", "/accountLoggers") { IsFiltered = true },
        new("POST", "/accounts/{account}/loggers", "/accounts/bob@other.test/loggers", Logger),
        new("POST", "/accounts/{account}/loggers", "/accounts/bob@mine.test/loggers", Logger),
        new("POST", "/accounts/{account}/loggers", "/accounts/{eve}/loggers", Logger),
        new("DELETE", "/accountLoggers/{id}", "/accountLoggers/1"),
        new("GET", "/accountLoggers/{id}/log", "/accountLoggers/1/log"),
    ];
}
