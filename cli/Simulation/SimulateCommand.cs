using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>
/// <c>carbonio mobile doSimulateSync ACCOUNT new</c>: plays a phone against the server and says what came of each step. A device
/// that exists is played under an id of its own, so that the real one keeps its state; what stands against it is told first.
/// </summary>
internal static class SimulateCommand
{
    private const string New = "new";
    private const string IdPrefix = "SIM";

    public static CommandSpec Spec { get; } = new(
        "mobile doSimulateSync",
        "Plays a phone of an account against the server, under an id of its own, and says what came of each step. What it leaves is removed.",
        [
            new("account", "Account Name/ID", "alice@example.com"),
            new("device_id", "String", "new, or a device whose like is to be played"),
            new("days", "Integer", "how far back mail goes, 0 for all", "3"),
            new("initial", "Boolean", "true: the whole Inbox; false: the first page", "false"),
            new("device_type", "String", "iphone, android", "iphone, or as the device"),
        ],
        "carbonio mobile doSimulateSync alice@example.com new days 2 initial false",
        RunAsync);

    private static async Task<CommandResult> RunAsync(CommandContext context)
    {
        if (!int.TryParse(context.Find("days") ?? "3", NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return CommandResult.Refused("bad_days", $"days is a number, 0 for all mail, not '{context.Find("days")}'.");
        }

        var type = context.Find("device_type");
        if (type is not null && PhoneProfile.Find(type) is null)
        {
            return CommandResult.Refused("bad_device_type", $"device_type is iphone or android, not '{type}'.");
        }

        var account = $"accounts/{AdminClient.Escape(context["account"])}";
        var profile = type is null ? PhoneProfile.IPhone : PhoneProfile.Find(type)!;
        string? standing = null;
        if (!context["device_id"].Equals(New, StringComparison.OrdinalIgnoreCase))
        {
            var known = await context.Api.GetAsync($"{account}/devices/{AdminClient.Escape(context["device_id"])}");
            if (known.Body?["device"] is not JsonObject device)
            {
                return CommandResult.Refused(known.Error ?? AnswerErrors.Empty);
            }

            profile = type is null ? Like(device, profile) : profile;
            standing = device["standing"]?.ToString() is "enabled" or null ? null : $"{context["device_id"]} itself would be refused: it is {device["standing"]}";
        }

        var token = await context.Api.PostAsync(account + "/simulation", []);
        if (token.Body is not { } login || context.Api.ServerUrl is not { } server)
        {
            return CommandResult.Refused(token.Error ?? AnswerErrors.Empty);
        }

        var id = IdPrefix + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        using var http = new HttpClient(context.Environment.Handler()) { Timeout = TimeSpan.FromMinutes(5) };
        var phone = new SimulatedPhone(http, server, login["user"]!.ToString(), login["password"]!.ToString(), id, profile, context.Environment.Time);
        var steps = new List<SimulationStep>();
        try
        {
            await foreach (var step in new SimulationWalk(phone, profile, SimulationWalk.FilterOf(days), bool.Parse(context.Find("initial") ?? "false")).RunAsync(context.Cancellation))
            {
                steps.Add(step);
            }
        }
        finally
        {
            // Whether or not it came as far as to be known.
            await context.Api.DeleteAsync($"{account}/devices/{id}");
        }

        return Result(context, steps, standing);
    }

    private static CommandResult Result(CommandContext context, List<SimulationStep> steps, string? standing)
    {
        var lines = steps.Select(step => string.Create(
            CultureInfo.InvariantCulture, $"  {step.Name,-10}  {(step.IsGood ? "ok  " : "FAIL")}  HTTP {step.Http}  Status {step.Status?.ToString(CultureInfo.InvariantCulture) ?? "-",-3}  {step.Milliseconds,7:F1} ms  {step.Verdict}"));
        if (steps.LastOrDefault() is not { IsGood: true })
        {
            return CommandResult.Refused(new CommandError("simulation_failed", $"A phone of {context["account"]} could not sync: {steps.LastOrDefault()?.Verdict}", [.. lines]));
        }

        var shapes = new JsonArray([.. steps.Select(step => new JsonObject
        {
            ["step"] = step.Name,
            ["http"] = step.Http,
            ["status"] = step.Status,
            ["milliseconds"] = Math.Round(step.Milliseconds, 1),
            ["verdict"] = step.Verdict,
        })]);
        return CommandResult.Done(new JsonObject { ["steps"] = shapes, ["verdict"] = standing ?? "ok" }, output =>
        {
            foreach (var line in lines)
            {
                output.WriteLine(line);
            }

            output.WriteLine($"a phone of {context["account"]} can sync");
        }).Warn(standing);
    }

    private static PhoneProfile Like(JsonObject device, PhoneProfile otherwise) => otherwise with
    {
        DeviceType = Text(device, "deviceType") ?? otherwise.DeviceType,
        UserAgent = Text(device, "userAgent") ?? otherwise.UserAgent,
        Versions = Text(device, "protocolVersion") is { } version ? [version] : otherwise.Versions,
    };

    private static string? Text(JsonObject device, string name) => device[name]?.ToString() is { Length: > 0 } text ? text : null;
}
