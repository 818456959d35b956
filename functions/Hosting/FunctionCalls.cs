using Carbonio.Cloud.Functions.Manifests;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>Calls of the Functions host that are no HTTP of a client: <c>POST /NAME</c>.</summary>
internal sealed class FunctionCalls(WorkTimer work)
{
    // The host sets it on all that it passes on, whatever the client sent; its own calls lack it.
    private const string ProxiedHeader = "X-Forwarded-Host";

    public async Task InvokeAsync(HttpContext context)
    {
        var isWork = context.Request.Path.Equals("/" + FunctionManifests.Work, StringComparison.OrdinalIgnoreCase);
        if (!isWork || !HttpMethods.IsPost(context.Request.Method) || context.Request.Headers.ContainsKey(ProxiedHeader))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
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
}
