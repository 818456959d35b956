using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Carbonio.Cloud.HostDouble;

/// <summary>Passes requests of clients on to the handler.</summary>
internal sealed class HttpForwarder(HttpMessageInvoker http, Uri handler, FunctionsHostSettings settings, HostLog log)
{
    private const int BufferBytes = 64 * 1024;
    private const int MaximumTries = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    public async Task ForwardAsync(HttpContext context)
    {
        var id = Guid.NewGuid().ToString();
        var gone = context.RequestAborted;
        using var idle = new IdleWatch(settings.IdleLimit, settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Expired, gone);
        log.Write($"http {context.Request.Method} {context.Request.Path}{context.Request.QueryString} {id}");
        try
        {
            var body = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false ? null : new ForwardedBody(context.Request.Body, idle, either.Token);
            using var response = await SendAsync(context, id, body, either.Token);
            idle.Moved();
            await AnswerAsync(context, response, idle, either.Token);
            log.Write($"http {id}: {context.Response.StatusCode}");
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            log.Write($"http {id}: the client hung up");
        }
        catch (OperationCanceledException)
        {
            log.Write($"http {id}: nothing moved for {settings.IdleLimit}");
            Fail(context, StatusCodes.Status504GatewayTimeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
        {
            log.Write($"http {id}: failed, {e.GetBaseException().Message}");
            Fail(context, e.GetBaseException() is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status502BadGateway);
        }
    }

    // Nothing of a body may have been sent when a request is tried again.
    private async Task<HttpResponseMessage> SendAsync(HttpContext context, string id, ForwardedBody? body, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await http.SendAsync(Request(context, id, body), cancellationToken);
            }
            catch (HttpRequestException e) when (tries < MaximumTries && body is not { Begun: true })
            {
                log.Write($"http {id}: try {tries} failed, {e.GetBaseException().Message}");
            }

            await Task.Delay(pause, settings.Time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private HttpRequestMessage Request(HttpContext context, string id, ForwardedBody? body)
    {
        var from = context.Request;
        var to = new HttpRequestMessage(new(from.Method), new Uri(handler.GetLeftPart(UriPartial.Authority) + from.Path.ToUriComponent() + from.QueryString.Value)) { Content = body };
        foreach (var (name, values) in from.Headers)
        {
            if (!HostHeaders.EndsHere(name) && !name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                Add(to, name, values);
            }
        }

        Set(to, HostHeaders.ForwardedFor, settings.FrontEnd?.ClientAddress ?? context.Connection.RemoteIpAddress?.ToString() ?? "");
        Set(to, HostHeaders.ForwardedProto, settings.FrontEnd?.Scheme ?? from.Scheme);
        Set(to, HostHeaders.ForwardedHost, from.Host.Value ?? "");
        Set(to, HostHeaders.Correlation, id);
        Set(to, HostHeaders.InvocationId, id);
        Set(to, HostHeaders.HostVersion, HostHeaders.Version);
        return to;
    }

    private static void Add(HttpRequestMessage to, string name, StringValues values)
    {
        if (!to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
        {
            to.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }

    private static void Set(HttpRequestMessage to, string name, string value)
    {
        to.Headers.Remove(name);
        to.Headers.TryAddWithoutValidation(name, value);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage from, IdleWatch idle, CancellationToken cancellationToken)
    {
        var to = context.Response;
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
        {
            if (!HostHeaders.EndsHere(name))
            {
                to.Headers[name] = new StringValues([.. values]);
            }
        }

        await using var body = await from.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                idle.Moved();
                await to.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await to.Body.FlushAsync(cancellationToken); // what has come goes on at once
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
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
    }
}
