using Carbonio.Cloud.Functions.Manifests;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>Calls of the Functions host that are no HTTP of a client: <c>POST /NAME</c>.</summary>
internal sealed partial class FunctionCalls(WorkTimer work, ILogger<FunctionCalls> logger)
{
    // The host sets it on all that it passes on, whatever the client sent; its own calls lack it.
    private const string ProxiedHeader = "X-Forwarded-Host";

    /// <summary>Runs the function of the path.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var isWork = context.Request.Path.Equals("/" + FunctionManifests.Work, StringComparison.OrdinalIgnoreCase);
        if (!isWork || !IsFromHost(context.Request))
        {
            Refuse(context);
            return;
        }

        if (!await work.RunAsync(context.RequestAborted))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // Not empty: an empty answer would leave the host waiting until the function's time is over.
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", context.RequestAborted);
    }

    /// <summary>Answers a path that nothing of ours has. Where the host called it the answer is a failure, so that a message is not lost.</summary>
    public void Refuse(HttpContext context)
    {
        if (IsFromHost(context.Request))
        {
            LogUnknown(context.Request.Path);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static bool IsFromHost(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && !request.Headers.ContainsKey(ProxiedHeader);

    [LoggerMessage(7006, LogLevel.Error, "The Functions host called {Path}, which is no function of this release: is the deployed folder of another one?")]
    private partial void LogUnknown(string path);
}
