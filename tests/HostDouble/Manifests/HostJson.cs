using System.Globalization;
using System.Text.Json;

namespace Carbonio.Cloud.HostDouble;

/// <summary>host.json, as far as a custom handler depends on it.</summary>
/// <param name="RoutePrefix">Before every route; empty for none.</param>
/// <param name="FunctionTimeout">Longest an invocation may take.</param>
/// <param name="InitializationTimeout">Longest the handler may take until it answers.</param>
/// <param name="Executable">What to start.</param>
/// <param name="Arguments">With what.</param>
/// <param name="WorkingDirectory">Where; empty is the app's folder.</param>
internal sealed record HostJson(
    string RoutePrefix,
    TimeSpan FunctionTimeout,
    TimeSpan InitializationTimeout,
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory)
{
    private static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan DefaultInitializationTimeout = TimeSpan.FromSeconds(30);

    public static HostJson Read(string folder, AppSettingNames settings)
    {
        var file = Path.Combine(folder, "host.json");
        if (!File.Exists(file))
        {
            throw new FunctionsHostException($"There is no {file}.");
        }

        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        if (Text(root, "version") != "2.0")
        {
            throw new FunctionsHostException("host.json: version is not \"2.0\".");
        }

        if (!root.TryGetProperty("customHandler", out var handler)
            || !handler.TryGetProperty("description", out var description)
            || Text(description, "defaultExecutablePath") is not { Length: > 0 } executable)
        {
            throw new FunctionsHostException("host.json: customHandler.description.defaultExecutablePath is required.");
        }

        if (Flag(handler, "enableForwardingHttpRequest") || !Flag(handler, "enableProxyingHttpRequest"))
        {
            throw new FunctionsHostException("host.json: only enableProxyingHttpRequest is doubled; forwarding corrupts base64 queries.");
        }

        if (handler.TryGetProperty("http", out _))
        {
            throw new FunctionsHostException("host.json: customHandler.http and function.json files exclude one another.");
        }

        var prefix = root.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("http", out var http) ? Text(http, "routePrefix") : null;
        var arguments = description.TryGetProperty("arguments", out var list)
            ? list.EnumerateArray().Select(argument => settings.Expand(argument.GetString()!)).ToList()
            : [];
        return new(
            prefix ?? "api",
            Time(root, "functionTimeout") ?? DefaultFunctionTimeout,
            Time(handler, "initializationTimeout") ?? DefaultInitializationTimeout,
            Find(folder, settings.Expand(executable)),
            arguments,
            Path.Combine(folder, Text(description, "workingDirectory") ?? ""));
    }

    // Relative to the app's folder if the file is there, else a command of the path.
    private static string Find(string folder, string executable)
    {
        var own = Path.Combine(folder, executable);
        return File.Exists(own) ? own : executable;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();

    private static TimeSpan? Time(JsonElement element, string name) =>
        Text(element, name) is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;
}
