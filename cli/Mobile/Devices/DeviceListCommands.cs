using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile getAllDevices</c>, <c>getDeviceList</c> and <c>getDeviceInfo</c>.</summary>
internal static class DeviceListCommands
{
    private const int PageLength = 1000;

    private static readonly string[] Columns = ["accountEmail", "deviceId", "deviceType", "standing", "protocolVersion", "isOnline", "lastSeen"];

    private static readonly ParameterSpec Account = new("account", "Account Name/ID", "alice@example.com");
    private static readonly ParameterSpec Verbose = new("verbose", "Boolean", "true, false", "false");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile getAllDevices",
            "Lists the devices of all domains, or of some.",
            [Verbose, new("domains", "String list", "comma separated", "all"), new("status", "String", "enabled, suspended, wipe_pending, wipe_sent, wiped, wipe_failed", "all"), new("device_type", "String", "", "all")],
            "carbonio mobile getAllDevices domains example.com",
            context => Task.FromResult(All(context))),
        new("mobile getDeviceList", "Lists the devices of one account.", [Account, Verbose], "carbonio mobile getDeviceList alice@example.com", context => Task.FromResult(OfAccount(context))),
        new(
            "mobile getDeviceInfo",
            "Shows one device; verbose counts what it holds, too.",
            [Account, new("device_id", "String", "as 'mobile getDeviceList' shows it"), Verbose],
            "carbonio mobile getDeviceInfo alice@example.com Appl8J3K2",
            InfoAsync),
    ];

    /// <summary>Shows one device in full.</summary>
    public static void Write(TextWriter output, JsonObject shape) => TextTable.WritePairs(output, shape["deviceId"]?.ToString() ?? "device", DeviceShape.Pairs(shape));

    private static CommandResult All(CommandContext context)
    {
        var query = $"devices?limit={PageLength}";
        foreach (var (parameter, name) in new[] { ("domains", "domains"), ("status", "status"), ("device_type", "type"), ("verbose", "verbose") })
        {
            query += context.Find(parameter) is { } value ? $"&{name}={AdminClient.Escape(value)}" : "";
        }

        return List(context, query);
    }

    private static CommandResult OfAccount(CommandContext context) =>
        List(context, $"accounts/{AdminClient.Escape(context["account"])}/devices?limit={PageLength}");

    private static CommandResult List(CommandContext context, string path)
    {
        var isVerbose = bool.Parse(context.Find("verbose") ?? "false");
        var table = new StreamedTable([.. Columns.Select(column => column.ToUpperInvariant())]);
        return CommandResult.List(new("devices", PagesAsync(context, path, context.Cancellation), (output, devices) =>
        {
            if (devices.Count == 0)
            {
                output.WriteLine("no devices");
            }
            else if (!isVerbose)
            {
                table.Write(output, [.. devices.Select(device => (IReadOnlyList<string>)[.. Columns.Select(column => DeviceShape.Cell(column, device[column]))])]);
            }
            else
            {
                foreach (var device in devices)
                {
                    Write(output, device);
                    output.WriteLine();
                }
            }
        }));
    }

    private static async IAsyncEnumerable<ListPage> PagesAsync(CommandContext context, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await context.Api.GetAsync(continuation is null ? path : $"{path}&continuation={AdminClient.Escape(continuation)}");
            if (answer.Body?["devices"] is not JsonArray devices)
            {
                yield return new([], answer.Error ?? AnswerErrors.Empty);
                yield break;
            }

            yield return new([.. devices.OfType<JsonObject>().Select(device => DeviceShape.Of(device, context.Api.ServerName))]);
            continuation = answer.Body["continuation"]?.ToString();
        }
        while (continuation is not null);
    }

    private static async Task<CommandResult> InfoAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync(
            $"accounts/{AdminClient.Escape(context["account"])}/devices/{AdminClient.Escape(context["device_id"])}?verbose={context.Find("verbose") ?? "false"}");
        if (answer.Body is not { } detail)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var shape = DeviceShape.OfDetail(detail, context.Api.ServerName);
        return CommandResult.Done(shape, output => Write(output, shape));
    }
}
