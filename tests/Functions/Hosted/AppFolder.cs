using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The folder of a small function app: one function of each kind that the host double knows.</summary>
internal sealed class AppFolder : IDisposable
{
    public const string HostJson =
        """
        { "version": "2.0", "functionTimeout": "00:05:00", "extensions": { "http": { "routePrefix": "" } },
          "customHandler": { "description": { "defaultExecutablePath": "handler", "arguments": [ "%MODE%" ] }, "enableProxyingHttpRequest": true } }
        """;

    public const string Http =
        """
        { "bindings": [
          { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "anonymous", "route": "{*path}", "methods": [ "get", "post", "options" ] },
          { "type": "http", "direction": "out", "name": "res" } ] }
        """;

    private readonly TemporaryFolder folder = new();

    public AppFolder()
    {
        Write("host.json", HostJson);
        Write("http/function.json", Http);
        Write("tick/function.json", """{ "bindings": [ { "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 * * * * *" } ] }""");
        Write("binary/function.json", """{ "bindings": [ { "type": "serviceBusTrigger", "direction": "in", "name": "msg", "dataType": "binary", "topicName": "t", "subscriptionName": "s" } ] }""");
        Write("text/function.json", """{ "bindings": [ { "type": "serviceBusTrigger", "direction": "in", "name": "msg", "queueName": "q" } ] }""");
    }

    public string Path => folder.Path;

    public void Write(string file, string text)
    {
        var path = folder.File(file);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => folder.Dispose();
}
