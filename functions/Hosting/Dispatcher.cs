using Carbonio.Cloud.Functions.Autodiscover;
using Carbonio.Cloud.Functions.Eas;
using Carbonio.Cloud.Functions.Inbound;
using Carbonio.Cloud.Functions.Manifests;
using Carbonio.Cloud.Functions.Monitoring;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>Finds the endpoint of a path. Phones come first.</summary>
internal sealed partial class Dispatcher(Composition parts, RequestDelegate admin, bool isCustomHandler, ILoggerFactory loggers)
{
    private const string AdminPrefix = "/api/admin/";

    private readonly ILogger logger = loggers.CreateLogger<Dispatcher>();
    private readonly FunctionCalls functions = new(parts.Work, loggers.CreateLogger<FunctionCalls>());

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
            if (context.Response.StatusCode is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status503ServiceUnavailable)
            {
                await RequestBody.DropAsync(context);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client hung up. Nobody is left to be answered.
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e, context.Request.Path);
            Fail(context, StatusCodes.Status503ServiceUnavailable);
        }
        catch (BadHttpRequestException e)
        {
            Fail(context, e.StatusCode);
        }
        catch (Exception e)
        {
            LogFailed(e, context.Request.Path);
            Fail(context, StatusCodes.Status500InternalServerError);
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value.AsSpan().TrimEnd('/');
        if (path.Equals(EasEndpoint.Path, StringComparison.OrdinalIgnoreCase))
        {
            return parts.Eas.InvokeAsync(context);
        }

        if (isCustomHandler && FunctionManifests.IsFunctionPath(path))
        {
            return functions.InvokeAsync(context);
        }

        if (path.StartsWith(AdminPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return admin(context);
        }

        if (path.StartsWith(AutodiscoverEndpoint.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return parts.Autodiscover.InvokeAsync(context, path[AutodiscoverEndpoint.Prefix.Length..].ToString());
        }

        return path switch
        {
            "" => context.Response.WriteAsync("Carbonio Cloud\n", context.RequestAborted),
            "/healthz" => context.Response.WriteAsync("alive\n", context.RequestAborted),
            "/readyz" => ReadyAsync(context),
            MetricsEndpoint.Path => parts.Metrics.InvokeAsync(context),
            InboundEndpoint.Path => parts.Inbound.InvokeAsync(context),
            _ => NotFound(context),
        };
    }

    private async Task ReadyAsync(HttpContext context)
    {
        var ready = await parts.Readiness.IsReadyAsync(context.RequestAborted);
        context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Response.WriteAsync(ready ? "ready\n" : "not ready\n", context.RequestAborted);
    }

    private Task NotFound(HttpContext context)
    {
        if (isCustomHandler)
        {
            functions.Refuse(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }

    private static void Fail(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "10";
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "The store did not answer a request to {Path}.")]
    private partial void LogStoreUnavailable(Exception exception, string path);

    [LoggerMessage(7002, LogLevel.Error, "A request to {Path} failed.")]
    private partial void LogFailed(Exception exception, string path);
}
