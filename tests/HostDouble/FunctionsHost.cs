using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Carbonio.Cloud.HostDouble;

/// <summary>The Azure Functions host before a custom handler: one instance of it, in this process, on loopback.</summary>
/// <remarks>Schedules are the test's: it says when a timer fires. A crashed handler is started again; the third crash within half an hour stops the host.</remarks>
public sealed class FunctionsHost : IAsyncDisposable
{
    private const int IntendedRestart = 200;
    private const int MaximumCrashes = 3;

    private static readonly TimeSpan CrashWindow = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(25);

    // Invocations that come before the handler is ready wait for several times what a start may take.
    private const int StartsToWaitFor = 4;

    private readonly string folder;
    private readonly FunctionsHostSettings settings;
    private readonly HostJson hostJson;
    private readonly IReadOnlyList<FunctionJson> functions;
    private readonly SocketsHttpHandler connections = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    private readonly HttpMessageInvoker proxy; // HttpClient would read each answer to its end first
    private readonly HttpClient http;
    private readonly HttpForwarder forwarder;
    private readonly Invoker invoker;
    private readonly Uri handlerUrl;
    private readonly Dictionary<string, SemaphoreSlim> timers;
    private readonly Dictionary<string, DateTimeOffset> lastTicks = [];
    private readonly List<DateTimeOffset> crashes = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private TaskCompletionSource ready = NewReady();
    private IHandler? handler;
    private WebApplication? front;
    private Task watching = Task.CompletedTask;
    private HandlerEnd? end;
    private long sequence;

    private FunctionsHost(string folder, FunctionsHostSettings settings)
    {
        this.folder = Path.GetFullPath(folder);
        this.settings = settings;
        Log = new(settings.Time);
        var names = new AppSettingNames(settings.AppSettings);
        hostJson = HostJson.Read(this.folder, names);
        functions = FunctionJson.ReadAll(this.folder, hostJson.RoutePrefix, names);
        handlerUrl = new($"http://127.0.0.1:{FreePort()}/");
        proxy = new(connections, disposeHandler: false);
        http = new(connections, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        forwarder = new(proxy, handlerUrl, settings, Log);
        invoker = new(http, handlerUrl, hostJson.FunctionTimeout, settings.Time, Log);
        timers = functions.Where(function => function.Trigger == FunctionJson.Timer).ToDictionary(function => function.Name, _ => new SemaphoreSlim(1, 1));
    }

    /// <summary>Where clients reach it.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Everything it did.</summary>
    public HostLog Log { get; }

    /// <summary>The functions it found.</summary>
    public IReadOnlyList<string> Functions => [.. functions.Select(function => function.Name)];

    /// <summary>Starts it on a published folder, and waits until the handler answers.</summary>
    /// <exception cref="FunctionsHostException">The folder is none that the real host would run, or the handler does not answer in time.</exception>
    public static async Task<FunctionsHost> StartAsync(string folder, FunctionsHostSettings settings, CancellationToken cancellationToken)
    {
        var host = new FunctionsHost(folder, settings);
        try
        {
            foreach (var function in host.functions)
            {
                host.Log.Write($"found {function.Name}: {function.Trigger}");
            }

            await host.ListenAsync(cancellationToken);
            await host.StartHandlerAsync(cancellationToken);
            host.watching = host.WatchAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fires a timer. A tick waits for the one before: over all instances there is one at a time.</summary>
    public async Task<Invocation> InvokeTimerAsync(string name, CancellationToken cancellationToken, bool isPastDue = false)
    {
        var function = Find(name, FunctionJson.Timer);
        var turn = timers[function.Name];
        await turn.WaitAsync(cancellationToken);
        try
        {
            await WaitUntilReadyAsync(cancellationToken);
            var now = settings.Time.GetUtcNow();
            DateTimeOffset? last = lastTicks.TryGetValue(function.Name, out var tick) ? tick : null;
            lastTicks[function.Name] = now;
            return await invoker.InvokeAsync(function.Name, Payloads.Timer(function, now, last, isPastDue), cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Hands in a message, again and again until the function did it or it is dead-lettered. It is locked by one call at a time.</summary>
    public async Task<ServiceBusDelivery> DeliverAsync(string name, ServiceBusMessage message, CancellationToken cancellationToken)
    {
        var function = Find(name, FunctionJson.ServiceBus);
        var number = Interlocked.Increment(ref sequence);
        var attempts = new List<Invocation>();
        while (attempts.Count < settings.MaximumDeliveryCount)
        {
            await WaitUntilReadyAsync(cancellationToken);
            var body = Payloads.ServiceBus(function, message, attempts.Count + 1, number, settings.Time.GetUtcNow());
            var invocation = await invoker.InvokeAsync(function.Name, body, cancellationToken);
            attempts.Add(invocation);
            if (invocation.Result != InvocationResult.Failed)
            {
                return new(invocation.Result == InvocationResult.Succeeded, attempts);
            }

            Log.Write($"message {message.MessageId} is abandoned after delivery {attempts.Count}");
        }

        Log.Write($"message {message.MessageId} is dead-lettered");
        return new(false, attempts);
    }

    /// <summary>Takes the handler away without a word, and waits until the host has started it again.</summary>
    public async Task CrashHandlerAsync(CancellationToken cancellationToken)
    {
        IHandler running;
        Task before;
        lock (gate)
        {
            running = handler ?? throw new InvalidOperationException("No handler runs.");
            before = ready.Task;
        }

        running.Kill();
        await running.Ended.WaitAsync(cancellationToken);
        while (ReferenceEquals(ReadyTask(), before))
        {
            await Task.Yield();
        }

        await WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Stops: no new request is taken, and the handler has its grace for those that it holds.</summary>
    public async Task<HandlerEnd> StopAsync()
    {
        if (end is not null)
        {
            return end;
        }

        await stopping.CancelAsync();
        var started = Stopwatch.GetTimestamp();
        var killed = false;
        var exitCode = 0;
        if (handler is { Ended.IsCompleted: false } running)
        {
            Log.Write($"stop: the handler is called to end, and has {settings.Grace}");
            running.Terminate();
            try
            {
                exitCode = await running.Ended.WaitAsync(settings.Grace, settings.Time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                killed = true;
                Log.Write($"stop: the grace is over, the handler is killed");
                running.Kill();
                exitCode = await running.Ended;
            }
        }

        end = new(exitCode, Stopwatch.GetElapsedTime(started), killed);
        Log.Write($"stopped: the handler ended with {exitCode} after {end.Took.TotalMilliseconds:F0} ms");
        await watching;
        return end;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (front is not null)
        {
            await front.StopAsync();
            await front.DisposeAsync();
        }

        handler?.Dispose();
        proxy.Dispose();
        http.Dispose();
        connections.Dispose();
        stopping.Dispose();
        foreach (var turn in timers.Values)
        {
            turn.Dispose();
        }
    }

    private static TaskCompletionSource NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task ReadyTask()
    {
        lock (gate)
        {
            return ready.Task;
        }
    }

    private FunctionJson Find(string name, string trigger) =>
        functions.FirstOrDefault(function => function.Name == name && function.Trigger == trigger)
        ?? throw new FunctionsHostException($"There is no function {name} with {trigger}.", Log);

    private Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        ReadyTask().WaitAsync(StartsToWaitFor * hostJson.InitializationTimeout, settings.Time, cancellationToken);

    private async Task StartHandlerAsync(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>
        {
            // The host's image says here where the host listens; its child inherits it.
            ["ASPNETCORE_URLS"] = "http://+:80",
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{handlerUrl.Port}",
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = Guid.NewGuid().ToString(),
            ["FUNCTIONS_HTTPWORKER_PORT"] = $"{handlerUrl.Port}",
            ["FUNCTIONS_HTTPWORKER_ID"] = Guid.NewGuid().ToString(),
            ["FUNCTIONS_APP_ROOT_PATH"] = folder,
        };
        foreach (var (name, value) in settings.AppSettings)
        {
            environment[name] = value;
        }

        var start = new HandlerStart(hostJson.Executable, hostJson.Arguments, hostJson.WorkingDirectory, environment, handlerUrl.Port);
        Log.Write($"start {start.Executable} on port {start.Port}");
        var started = (settings.Launch ?? HandlerProcess.Start)(start, Log);
        lock (gate)
        {
            handler?.Dispose();
            handler = started;
        }

        await ProbeAsync(started, cancellationToken);
        ready.SetResult();
    }

    // Any answer will do; only a connection that fails says "not yet".
    private async Task ProbeAsync(IHandler started, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(hostJson.InitializationTimeout, settings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken, stopping.Token);
        for (var probes = 1; ; probes++)
        {
            if (started.Ended.IsCompleted)
            {
                throw new FunctionsHostException($"The handler ended with {await started.Ended} before it answered.", Log);
            }

            try
            {
                using var answer = await http.GetAsync(handlerUrl, either.Token);
                Log.Write($"probe {probes}: {(int)answer.StatusCode}, the handler is ready");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(BetweenProbes, settings.Time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                throw new FunctionsHostException($"The handler did not answer within {hostJson.InitializationTimeout}.", Log);
            }
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            var code = await handler!.Ended;
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            lock (gate)
            {
                ready = NewReady();
            }

            Log.Write($"the handler ended with {code}");
            if (code != IntendedRestart && IsOneCrashTooMany())
            {
                Log.Write($"the handler crashed {MaximumCrashes} times within {CrashWindow}: the host stops");
                ready.SetException(new FunctionsHostException("The host has stopped.", Log));
                _ = ready.Task.Exception;
                return;
            }

            try
            {
                await StartHandlerAsync(stopping.Token);
            }
            catch (FunctionsHostException e) when (!stopping.IsCancellationRequested)
            {
                Log.Write($"{e.Message.Split('\n')[0]}");
            }
            catch (Exception e) when (e is FunctionsHostException or OperationCanceledException && stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private bool IsOneCrashTooMany()
    {
        var now = settings.Time.GetUtcNow();
        crashes.RemoveAll(crash => now - crash > CrashWindow);
        crashes.Add(now);
        return crashes.Count >= MaximumCrashes;
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            options.Limits.MaxRequestBodySize = settings.MaximumBodyBytes;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            options.AddServerHeader = false;
        });
        front = builder.Build();
        front.Run(ServeAsync);
        await front.StartAsync(cancellationToken);
        Url = new(front.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Log.Write($"listening on {Url}");
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        if (stopping.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // A browser's question goes no further; an OPTIONS of a phone does.
        if (HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Origin") && request.Headers.ContainsKey("Access-Control-Request-Method"))
        {
            Log.Write($"http OPTIONS {request.Path}: preflight, answered by the host");
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (request.Path.StartsWithSegments("/admin") || request.Path.StartsWithSegments("/runtime"))
        {
            Log.Write($"http {request.Method} {request.Path}: the host's own");
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!functions.Any(function => function.Route?.Matches(request.Path.Value ?? "") == true && (function.Methods.Count == 0 || function.Methods.Contains(request.Method))))
        {
            Log.Write($"http {request.Method} {request.Path}: no function");
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            await WaitUntilReadyAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is FunctionsHostException or TimeoutException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await forwarder.ForwardAsync(context);
    }
}
