using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile doWipeDevice ACCOUNT DEVICE_ID confirm true</c>: has a device erase itself when it comes next.</summary>
internal static class WipeCommand
{
    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile doWipeDevice",
            "Has a device erase itself when it comes next, and refuses it from then on. Without 'confirm true' nothing is done.",
            [
                new("account", "Account Name/ID", "alice@example.com"),
                new("device_id", "String", "as 'mobile getDeviceList' shows it"),
                new("confirm", "Boolean", "true, false", "false"),
                new("account_only", "Boolean", "true: only what it has of this account, which needs protocol 16.1", "false"),
                new("cancel", "Boolean", "true: take the order back, or let a wiped device in again", "false"),
            ],
            "carbonio mobile doWipeDevice alice@example.com Appl8J3K2 confirm true",
            RunAsync),
    ];

    private static async Task<CommandResult> RunAsync(CommandContext context)
    {
        var path = DeviceCommands.Path(context) + "/wipe";
        if (bool.Parse(context.Find("cancel") ?? "false"))
        {
            var cancelled = await context.Api.DeleteAsync(path);
            return cancelled.Body is { } free
                ? CommandResult.Done(DeviceShape.OfDetail(free, context.Api.ServerName), $"wipe of {context["device_id"]} cancelled: the device may connect again")
                : CommandResult.Refused(cancelled.Error ?? AnswerErrors.Empty);
        }

        var answer = await context.Api.PostAsync(path, new()
        {
            ["confirm"] = bool.Parse(context.Find("confirm") ?? "false"),
            ["accountOnly"] = bool.Parse(context.Find("account_only") ?? "false"),
        });
        if (answer.Body?["device"] is not JsonObject detail)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var shape = DeviceShape.OfDetail(detail, context.Api.ServerName);
        var what = detail["wipe"]?["accountOnly"]?.GetValue<bool>() == true ? $"of what it has of {context["account"]}" : "of the whole device";
        return CommandResult.Done(shape, $"wipe of {context["device_id"]} ordered, {what}: {detail["wipe"]?["status"]}").Warn(answer.Body["warning"]?.ToString());
    }
}
