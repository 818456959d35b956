using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.Functions.Admin;
using Carbonio.Cloud.Functions.Demo;
using Carbonio.Cloud.Functions.Eas;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Carbonio.Cloud.Functions;

/// <summary>The server: alone, or behind a Functions host.</summary>
internal static partial class Server
{
    private const string LanFlag = "--lan";

    // A host that stops us gives 5 seconds, and mail that the relay has not answered yet takes 2 of them after the requests.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>Exit status: 0 stopped, 1 could not start.</returns>
    public static async Task<int> RunAsync(string[] arguments, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "functions", EnvironmentName = EnvironmentName(arguments) });
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_");
        builder.Configuration.AddEnvironmentVariables();
        if (builder.Configuration[ServerSettings.CustomHandlerPortName] is { Length: > 0 })
        {
            // What the environment says of addresses is meant for the host, whose environment we inherit.
            builder.Configuration.AddInMemoryCollection([new("urls", "")]);
        }

        builder.Configuration.AddCommandLine([.. arguments.Where(argument => argument != LanFlag)]);
        if (ServerSettings.TryRead(builder.Configuration, arguments.Contains(LanFlag), out var faults) is not { } settings)
        {
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            return 1;
        }

        ConfigureLogging(builder);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        using var certificate = settings.Urls.Any(ServerSettings.IsHttps) ? LanCertificate.Load(settings, time) : null;
        ConfigureKestrel(builder.WebHost, certificate);
        await using var app = builder.Build();
        foreach (var url in settings.Urls)
        {
            app.Urls.Add(url);
        }

        try
        {
            await using var parts = new Composition(settings, app.Services.GetRequiredService<ILoggerFactory>(), time);
            return await ServeAsync(app, parts, settings, time);
        }
        catch (Exception e) when (e is IOException or StoreUnavailableException or InvalidDataException or UnauthorizedAccessException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, Composition parts, ServerSettings settings, TimeProvider time)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var dispatcher = new Dispatcher(parts, AdminPipeline(app, parts), settings.IsCustomHandler, app.Services.GetRequiredService<ILoggerFactory>());
        app.Run(dispatcher.InvokeAsync);
        if (settings.Carbonio.Store == CarbonioOptions.Azure && string.IsNullOrEmpty(settings.Carbonio.ServerKey))
        {
            LogOwnServerKey(app.Services.GetRequiredService<ILogger<Composition>>());
        }

        OpenFiles.Warn(app.Services.GetRequiredService<ILogger<Composition>>());

        stopping.Register(parts.Held.Stop); // every held request is answered, and its phone comes again

        await parts.Lmtp.BindAsync(stopping);
        await app.StartAsync(CancellationToken.None);
        var prepared = PrepareAsync(app, parts, settings, time, stopping);
        var timer = settings.IsCustomHandler ? Task.CompletedTask : WorkAsync(parts.Work, prepared, stopping);
        var watch = parts.Watch.RunAsync(stopping);
        var lmtp = parts.Lmtp.ServeAsync(prepared, ShutdownTimeout, stopping);
        await app.WaitForShutdownAsync(CancellationToken.None);
        await lmtp;
        await timer;
        await watch;
        return await prepared ? 0 : 1;
    }

    /// <summary>The router of the admin API, built when an admin first calls: a phone need not wait for it at the start.</summary>
    private static RequestDelegate AdminPipeline(WebApplication app, Composition parts)
    {
        var pipeline = new Lazy<RequestDelegate>(() =>
        {
            var branch = new ApplicationBuilder(app.Services);
            branch.UseRouting();
            branch.UseEndpoints(endpoints => endpoints.MapAdminApi(parts.Admin));
            return branch.Build();
        });
        return context => pipeline.Value(context);
    }

    /// <summary>The minute's work, once there are stores to do it on.</summary>
    private static async Task WorkAsync(WorkTimer work, Task<bool> prepared, CancellationToken stopping)
    {
        if (await prepared)
        {
            await work.RunForeverAsync(stopping);
        }
    }

    /// <summary>What must be done before the server is ready. It waits for a store that does not answer yet.</summary>
    /// <returns>False when it cannot be done: then the server stops.</returns>
    private static async Task<bool> PrepareAsync(WebApplication app, Composition parts, ServerSettings settings, TimeProvider time, CancellationToken stopping)
    {
        var logger = app.Services.GetRequiredService<ILogger<Composition>>();
        while (true)
        {
            try
            {
                await parts.Stores.EnsureCreatedAsync(stopping);
                var demo = app.Environment.IsDevelopment() ? await parts.Demo.EnsureAsync(app.Urls.First(), stopping) : null;
                parts.Readiness.Started();
                LogReady(logger, string.Join(' ', app.Urls));
                if (demo is not null)
                {
                    Welcome.Print(Console.Out, settings, [.. app.Urls], demo);
                }

                return true;
            }
            catch (StoreUnavailableException e)
            {
                LogStoreUnavailable(logger, e.Message);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return true;
            }
            catch (Exception e)
            {
                LogCannotStart(logger, e);
                app.Lifetime.StopApplication();
                return false;
            }

            try
            {
                await Task.Delay(StoreRetry, time, stopping);
            }
            catch (OperationCanceledException)
            {
                return true;
            }
        }
    }

    /// <summary>The shell's word first; then what 'dotnet run' passes; a published program is in production.</summary>
    private static string EnvironmentName(string[] arguments)
    {
        var given = Array.IndexOf(arguments, "--default-environment");
        return Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? (given >= 0 && given + 1 < arguments.Length ? arguments[given + 1] : Environments.Production);
    }

    private static void ConfigureLogging(WebApplicationBuilder builder)
    {
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // Whoever listens here has an activity and a scope made for each request, and nothing in them is ever printed: what
        // fails is caught and logged by the dispatcher.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss ";
            });
        }
        else
        {
            builder.Logging.AddJsonConsole(options => options.UseUtcTimestamp = true);
        }
    }

    private static void ConfigureKestrel(ConfigureWebHostBuilder host, X509Certificate2? certificate)
    {
        // A request is answered on the thread that read it: it takes a tenth of a millisecond, and what waits does not block.
        host.UseKestrelCore().UseSockets(options => options.UnsafePreferInlineScheduling = true);
        if (certificate is not null)
        {
            host.UseKestrelHttpsConfiguration();
        }

        host.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = RequestBody.LongestTakenBytes;
            options.Limits.MaxRequestLineSize = 8 * 1024;
            options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(3);

            // Phones upload over bad links: slow is no attack, standing still is.
            options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(20));
            options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 50, gracePeriod: TimeSpan.FromSeconds(30));
            options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
            if (certificate is not null)
            {
                options.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
            }
        });
    }

    [LoggerMessage(7005, LogLevel.Information, "Ready at {Urls}.")]
    private static partial void LogReady(ILogger logger, string urls);

    [LoggerMessage(7007, LogLevel.Warning, "Carbonio__ServerKey is not set: with a second instance on this storage, phones pay the slow password check again and again.")]
    private static partial void LogOwnServerKey(ILogger logger);

    [LoggerMessage(7003, LogLevel.Warning, "The store does not answer yet; trying again. {Reason}")]
    private static partial void LogStoreUnavailable(ILogger logger, string reason);

    [LoggerMessage(7004, LogLevel.Critical, "The server cannot be made ready.")]
    private static partial void LogCannotStart(ILogger logger, Exception exception);
}
