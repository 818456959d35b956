using System.Net;
using Carbonio.Cloud.HostDouble;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A custom handler in the test's own process, which answers as the test says. It stands in for the server.</summary>
internal sealed class ScriptedHandler : IHandler
{
    private readonly TaskCompletionSource<int> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication app;

    private ScriptedHandler(int port, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            options.Limits.MaxRequestBodySize = null;
        });
        app = builder.Build();
        app.Run(context => context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method) ? Task.CompletedTask : answer(context));
        app.Start();
    }

    /// <summary>Ends when it is called to; else it has to be killed.</summary>
    public bool Obeys { get; init; } = true;

    public Task<int> Ended => ended.Task;

    /// <summary>How the host starts one.</summary>
    public static Func<HandlerStart, HostLog, IHandler> Launch(RequestDelegate answer, bool obeys = true) =>
        (start, _) => new ScriptedHandler(start.Port, answer) { Obeys = obeys };

    public void Terminate()
    {
        if (Obeys)
        {
            End(0);
        }
    }

    public void Kill() => End(137);

    public void Dispose() => End(0);

    private void End(int code) => _ = EndAsync(code);

    private async Task EndAsync(int code)
    {
        using var atOnce = new CancellationTokenSource(0);
        await app.StopAsync(atOnce.Token);
        ended.TrySetResult(code);
    }
}
