using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile doRemoveDevice</c>, <c>doResetDevice</c>, <c>doResetAccount</c>, <c>doSuspendDeviceSync</c> and <c>doResumeDeviceSync</c>.</summary>
internal static class DeviceCommands
{
    private static readonly ParameterSpec Account = new("account", "Account Name/ID", "alice@example.com");
    private static readonly ParameterSpec Device = new("device_id", "String", "as 'mobile getDeviceList' shows it");
    private static readonly ParameterSpec OneDevice = Device with { Default = "all" };

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new("mobile doRemoveDevice", "Forgets a device with its sync state: when it comes again it is a new one.", [Account, Device], "carbonio mobile doRemoveDevice alice@example.com Appl8J3K2", RemoveAsync),
        new(
            "mobile doResetDevice",
            "Forgets what a device, or each of an account, holds: it syncs all anew when it comes next.",
            [Account, OneDevice],
            "carbonio mobile doResetDevice alice@example.com Appl8J3K2",
            context => OneOrAllAsync(context, "reset", "reset"))
        {
            MayFollow = "device_id",
        },
        new("mobile doResetAccount", "Forgets what all devices of an account hold.", [Account], "carbonio mobile doResetAccount alice@example.com", context => AllAsync(context, "reset", "reset")),
        new(
            "mobile doSuspendDeviceSync",
            "Stops a device's syncing until it is resumed; what it holds stays.",
            [Account, Device],
            "carbonio mobile doSuspendDeviceSync alice@example.com Appl8J3K2",
            context => OneAsync(context, "suspend", "suspended")),
        new(
            "mobile doResumeDeviceSync",
            "Lets a suspended device, or each of an account, sync again from where it stopped.",
            [Account, OneDevice],
            "carbonio mobile doResumeDeviceSync alice@example.com Appl8J3K2",
            context => OneOrAllAsync(context, "resume", "resumed"))
        {
            MayFollow = "device_id",
        },
    ];

    /// <summary>Path of the command's device.</summary>
    public static string Path(CommandContext context) => $"{AccountPath(context)}/{AdminClient.Escape(context["device_id"])}";

    private static string AccountPath(CommandContext context) => $"accounts/{AdminClient.Escape(context["account"])}/devices";

    private static async Task<CommandResult> RemoveAsync(CommandContext context)
    {
        var answer = await context.Api.DeleteAsync(Path(context));
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["device_id"] = context["device_id"] }, $"device {context["device_id"]} of {context["account"]} removed");
    }

    private static Task<CommandResult> OneOrAllAsync(CommandContext context, string action, string done) =>
        context.Find("device_id") is null ? AllAsync(context, action, done) : OneAsync(context, action, done);

    private static async Task<CommandResult> OneAsync(CommandContext context, string action, string done)
    {
        var answer = await context.Api.PostAsync($"{Path(context)}/{action}", []);
        return answer.Body is { } detail
            ? CommandResult.Done(DeviceShape.OfDetail(detail, context.Api.ServerName), $"device {context["device_id"]} of {context["account"]} {done}")
            : CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
    }

    private static async Task<CommandResult> AllAsync(CommandContext context, string action, string done)
    {
        var devices = new JsonArray();
        string? continuation = null;
        do
        {
            var query = continuation is null ? "" : "?continuation=" + AdminClient.Escape(continuation);
            var answer = await context.Api.PostAsync($"{AccountPath(context)}/{action}{query}", []);
            if (answer.Body?["devices"] is not JsonArray some)
            {
                return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
            }

            foreach (var device in some)
            {
                devices.Add(device!.DeepClone());
            }

            continuation = answer.Body["continuation"]?.ToString();
        }
        while (continuation is not null);

        return CommandResult.Done(
            new JsonObject { ["devices"] = devices },
            devices.Count switch
            {
                0 => $"{context["account"]} has no devices",
                1 => $"1 device of {context["account"]} {done}",
                var count => $"{count} devices of {context["account"]} {done}",
            });
    }
}
