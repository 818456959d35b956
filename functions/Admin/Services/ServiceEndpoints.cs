using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>What runs, and letting it run or rest, on every instance.</summary>
internal static class ServiceEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/services", "What runs.", AdminRole.Global, ListAsync) { Response = AdminJson.Default.ServiceListBody },
        Change("start", ServiceAction.Start, "Lets a service run, on every instance within 10 seconds."),
        Change("stop", ServiceAction.Stop, "Lets a service rest until somebody starts it, on every instance within 10 seconds."),
        Change("restart", ServiceAction.Restart, "Lets a service run anew: the DoS filter forgets its jails and counters."),
    ];

    private static AdminRoute Change(string verb, ServiceAction action, string summary) =>
        new("POST", $"/services/{{service}}/{verb}", summary, AdminRole.Global, call => ChangeAsync(call, action)) { Response = AdminJson.Default.ServiceBody };

    // There are six: one page holds them for ever.
    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        var settings = await call.Reader.ServiceAsync(call.Aborted);
        return AdminAnswer.Json(new ServiceListBody([.. settings.Services.Select(Body)]), AdminJson.Default.ServiceListBody);
    }

    private static async Task<AdminAnswer> ChangeAsync(AdminCall call, ServiceAction action)
    {
        var name = call.Path("service");
        return CarbonioServiceNames.Find(name) is not { } service
            ? AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_service", $"There is no service '{name}'. There are: {CarbonioServiceNames.Allowed}.")
            : AdminAnswer.From(
                await call.Writer.ChangeServiceAsync(call.Actor, service, action, call.Aborted),
                "service",
                settings => AdminAnswer.Json(Body(settings.StatusOf(service)), AdminJson.Default.ServiceBody));
    }

    private static ServiceBody Body(ServiceStatus status) => new(
        CarbonioServiceNames.NameOf(status.Service), status.IsRunning, status.CouldStart, status.CouldStop, status.CouldNotStartBecause);
}
