using System.Text.Json;

namespace Carbonio.Cloud.HostDouble;

/// <summary>A function.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Trigger">Such as <c>httpTrigger</c>.</param>
/// <param name="Binding">Name of the trigger's binding: the key of its data.</param>
/// <param name="Route">Of an HTTP function, with the prefix; else null.</param>
/// <param name="Methods">Of an HTTP function, upper case; none is all of them.</param>
/// <param name="IsBinary">The message comes as bytes, not as text.</param>
internal sealed record FunctionJson(string Name, string Trigger, string Binding, HttpRoute? Route, IReadOnlyList<string> Methods, bool IsBinary)
{
    public const string Http = "httpTrigger";
    public const string Timer = "timerTrigger";
    public const string ServiceBus = "serviceBusTrigger";

    // sec min hour day month weekday
    private const int ScheduleFields = 6;

    /// <summary>Every NAME/function.json of the app's folder.</summary>
    public static IReadOnlyList<FunctionJson> ReadAll(string folder, string routePrefix, AppSettingNames settings)
    {
        var functions = Directory.GetDirectories(folder)
            .Order(StringComparer.Ordinal)
            .Select(own => Path.Combine(own, "function.json"))
            .Where(File.Exists)
            .Select(file => Read(file, routePrefix, settings))
            .ToList();
        return functions.Count > 0 ? functions : throw new FunctionsHostException($"No functions were found in {folder}.");
    }

    private static FunctionJson Read(string file, string routePrefix, AppSettingNames settings)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(file))!;
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var bindings = document.RootElement.GetProperty("bindings").EnumerateArray().ToList();
        var triggers = bindings.Where(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.Ordinal)).ToList();
        if (triggers.Count != 1 || Text(triggers[0], "direction") != "in" || Text(triggers[0], "name") is not { Length: > 0 } binding)
        {
            throw new FunctionsHostException($"{name}: a function has exactly one trigger, with direction in and a name.");
        }

        var trigger = triggers[0];
        switch (Text(trigger, "type"))
        {
            case Http:
                if (bindings.Count != 2 || !bindings.Any(other => Text(other, "type") == "http" && Text(other, "direction") == "out"))
                {
                    throw new FunctionsHostException($"{name}: with more than httpTrigger and http its requests would not be proxied.");
                }

                if (Text(trigger, "authLevel") != "anonymous")
                {
                    throw new FunctionsHostException($"{name}: only authLevel anonymous is doubled; phones have no function key.");
                }

                return new(name, Http, binding, HttpRoute.Parse(routePrefix, Text(trigger, "route") ?? name), ReadMethods(trigger), false);
            case Timer:
                var schedule = settings.Expand(Text(trigger, "schedule") ?? "");
                return schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == ScheduleFields
                    ? new(name, Timer, binding, null, [], false)
                    : throw new FunctionsHostException($"{name}: the schedule '{schedule}' has not {ScheduleFields} fields.");
            case ServiceBus:
                var source = Text(trigger, "queueName") ?? (Text(trigger, "subscriptionName") is { } subscription ? $"{Text(trigger, "topicName")}/{subscription}" : "");
                return settings.Expand(source).Trim('/').Length > 0
                    ? new(name, ServiceBus, binding, null, [], Text(trigger, "dataType") == "binary")
                    : throw new FunctionsHostException($"{name}: neither a queue nor a subscription.");
            case var other:
                throw new FunctionsHostException($"{name}: {other} is not doubled.");
        }
    }

    private static string[] ReadMethods(JsonElement trigger) =>
        trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())] : [];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
