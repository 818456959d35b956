namespace Carbonio.Cloud.Functions.Manifests;

/// <summary>The functions as the Functions host must know them. The same names are served, and refused to anybody but the host.</summary>
internal static class FunctionManifests
{
    /// <summary>All HTTP, unparsed.</summary>
    public const string Http = "http";

    /// <summary>The minute's work.</summary>
    public const string Work = "work";

    public static IReadOnlyList<FunctionManifest> All { get; } =
    [
        new(
            Http,
            """
            { "bindings": [
              { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "anonymous", "route": "{*path}",
                "methods": [ "get", "post", "put", "delete", "patch", "head", "options" ] },
              { "type": "http", "direction": "out", "name": "res" } ] }

            """),
        new(
            Work,
            """
            { "bindings": [
              { "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 * * * * *", "useMonitor": true } ] }

            """),
    ];

    /// <summary>True for the path of a function: only the host may call it.</summary>
    public static bool IsFunctionPath(ReadOnlySpan<char> path)
    {
        foreach (var function in All)
        {
            if (path.Length == function.Name.Length + 1 && path[1..].Equals(function.Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes NAME/function.json for each function below a folder.</summary>
    public static void Write(string folder)
    {
        foreach (var function in All)
        {
            var own = Path.Combine(folder, function.Name);
            System.IO.Directory.CreateDirectory(own);
            File.WriteAllText(Path.Combine(own, "function.json"), function.Json);
        }
    }
}
