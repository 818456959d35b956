using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Configuration;

/// <summary><c>getServices</c>, <c>doStartService</c>, <c>doStopService</c> and <c>doRestartService</c>, below <c>mobile</c> and below <c>config</c>.</summary>
internal static class ServiceCommands
{
    private static readonly ParameterSpec Service = new("service_name", "String", "module, activesync-services, autodiscover, abq-services (abq), ldap-address-book, anti-dos");

    public static IReadOnlyList<CommandSpec> Specs { get; } = [.. Below("mobile"), .. Below("config")];

    private static IEnumerable<CommandSpec> Below(string module) =>
    [
        new($"{module} getServices", "Shows what runs, and what could be started or stopped.", [], $"carbonio {module} getServices", ListAsync),
        new($"{module} doStartService", "Lets a service run, on every instance within 10 seconds.", [Service], $"carbonio {module} doStartService autodiscover", context => ChangeAsync(context, "start", "started")),
        new($"{module} doStopService", "Lets a service rest until somebody starts it: phones are told to come back later.", [Service], $"carbonio {module} doStopService activesync-services", context => ChangeAsync(context, "stop", "stopped")),
        new($"{module} doRestartService", "Lets a service run anew; anti-dos forgets its jails and counters.", [Service], $"carbonio {module} doRestartService anti-dos", context => ChangeAsync(context, "restart", "restarted")),
    ];

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync("services");
        if (answer.Body?["services"] is not JsonArray services)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var shape = new JsonObject();
        foreach (var service in services.OfType<JsonObject>())
        {
            shape[service["name"]!.ToString()] = Shape(service);
        }

        return CommandResult.Done(new JsonObject { ["services"] = shape }, output =>
        {
            foreach (var (name, service) in shape)
            {
                TextTable.WritePairs(output, name, Provisioning.Attributes.Pairs(service));
                output.WriteLine();
            }
        });
    }

    private static async Task<CommandResult> ChangeAsync(CommandContext context, string verb, string done)
    {
        var answer = await context.Api.PostAsync($"services/{AdminClient.Escape(context["service_name"])}/{verb}", []);
        return answer.Body is not { } service
            ? CommandResult.Refused(answer.Error ?? AnswerErrors.Empty)
            : CommandResult.Done(
                new JsonObject { ["message"] = $"service {done}", ["services"] = new JsonObject { [service["name"]!.ToString()] = Shape(service) } },
                $"service {done}");
    }

    private static JsonObject Shape(JsonObject service)
    {
        var shape = new JsonObject
        {
            ["running"] = service["running"]!.DeepClone(),
            ["could_start"] = service["couldStart"]!.DeepClone(),
            ["could_stop"] = service["couldStop"]!.DeepClone(),
        };
        if (service["couldNotStartBecause"] is { } because)
        {
            shape["could_not_start_because"] = because.DeepClone();
        }

        return shape;
    }
}
