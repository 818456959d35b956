using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>Attributes at every level, one at a time or all that there are.</summary>
internal static class ConfigEndpoints
{
    private const string Prefix = "/config";

    public static IReadOnlyList<AdminRoute> Routes { get; } = [.. ConfigLevel.All.SelectMany(RoutesOf)];

    private static IEnumerable<AdminRoute> RoutesOf(ConfigLevel level)
    {
        var place = Prefix + level.Path;
        var name = AttributeLevels.NameOf(level.Level);
        return
        [
            new("GET", place, $"Attributes at the level {name}: what is set, and what holds else.", level.Readers, call => DumpAsync(call, level))
            {
                Query = [("inherited", "false for only what is set there; true without.")],
                Response = AdminJson.Default.ConfigValuesBody,
                IsTagged = true,
            },
            new("PATCH", place, $"Sets and unsets several attributes at the level {name}, all or none; an empty value unsets.", level.Writers, call => PatchAsync(call, level))
            {
                Request = AdminJson.Default.AttributesBody, Response = AdminJson.Default.ConfigValuesBody, IsTagged = true,
            },
            new("GET", place + "/{attribute}", $"One attribute at the level {name}.", level.Readers, call => GetAsync(call, level))
            {
                Response = AdminJson.Default.ConfigValuesBody, IsTagged = true,
            },
            new("PUT", place + "/{attribute}", $"Sets an attribute at the level {name}.", level.Writers, call => SetAsync(call, level))
            {
                Request = AdminJson.Default.ConfigValueChangeBody, Response = AdminJson.Default.ConfigValuesBody, IsTagged = true,
            },
            new("DELETE", place + "/{attribute}", $"Unsets an attribute at the level {name}: what it inherits holds again.", level.Writers, call => ChangeAsync(call, level, ""))
            {
                Response = AdminJson.Default.ConfigValuesBody, IsTagged = true,
            },
        ];
    }

    private static async Task<AdminAnswer> DumpAsync(AdminCall call, ConfigLevel level)
    {
        if (!bool.TryParse(call.Query("inherited") ?? bool.TrueString, out var withInherited))
        {
            return AdminAnswer.Invalid("inherited is true or false.");
        }

        var (place, refusal) = await level.FindAsync(call);
        return place is null
            ? refusal!
            : Answer(level, place, [.. ConfigurationAttributes.All.Where(attribute =>
                attribute.Scopes.HasFlag(level.Level) && (withInherited || place.Own.Find(attribute) is not null))]);
    }

    private static async Task<AdminAnswer> GetAsync(AdminCall call, ConfigLevel level)
    {
        var (attribute, unknown) = Attribute(call, level);
        if (attribute is null)
        {
            return unknown!;
        }

        var (place, refusal) = await level.FindAsync(call);
        return place is null ? refusal! : Answer(level, place, [attribute]);
    }

    private static async Task<AdminAnswer> SetAsync(AdminCall call, ConfigLevel level)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.ConfigValueChangeBody);
        return body is null ? refusal! : await ChangeAsync(call, level, body.Value);
    }

    private static async Task<AdminAnswer> ChangeAsync(AdminCall call, ConfigLevel level, string value)
    {
        var (attribute, unknown) = Attribute(call, level);
        return attribute is null ? unknown! : await ChangeAsync(call, level, new Dictionary<string, string> { [attribute.Name] = value });
    }

    private static async Task<AdminAnswer> PatchAsync(AdminCall call, ConfigLevel level)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.AttributesBody);
        return body is null ? refusal! : await ChangeAsync(call, level, body.Attributes);
    }

    private static async Task<AdminAnswer> ChangeAsync(AdminCall call, ConfigLevel level, IReadOnlyDictionary<string, string> changes)
    {
        var (place, refusal) = await level.FindAsync(call);
        if (place is null)
        {
            return refusal!;
        }

        if (await place.ModifyAsync(changes) is { } refused)
        {
            return refused;
        }

        (place, refusal) = await level.FindAsync(call);
        return place is null ? refusal! : Answer(level, place, [.. changes.Keys.Select(ConfigurationAttributes.Find).OfType<ConfigurationAttribute>().Distinct()]);
    }

    private static (ConfigurationAttribute? Attribute, AdminAnswer? Refusal) Attribute(AdminCall call, ConfigLevel level)
    {
        var name = call.Path("attribute");
        return ConfigurationAttributes.Find(name) is not { } attribute
                ? (null, AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_attribute", $"There is no attribute {name}: 'carbonio config dump' lists those there are."))
            : attribute.Scopes.HasFlag(level.Level) ? (attribute, null)
            : (null, AdminAnswer.Invalid(
                $"{attribute} has no value at the level {AttributeLevels.NameOf(level.Level)}, only at: {string.Join(", ", AttributeLevels.List(attribute.Scopes))}."));
    }

    private static AdminAnswer Answer(ConfigLevel level, ConfigPlace place, IReadOnlyList<ConfigurationAttribute> attributes) => AdminAnswer.Tagged(
        new ConfigValuesBody(AttributeLevels.NameOf(level.Level), place.Target, [.. attributes.Select(attribute => Value(level, place, attribute))]),
        AdminJson.Default.ConfigValuesBody,
        place.Tag);

    private static ConfigValueBody Value(ConfigLevel level, ConfigPlace place, ConfigurationAttribute attribute)
    {
        var own = place.Own.Find(attribute);
        var source = own is null ? place.Source(attribute) : level.Level;
        return new(
            attribute.Name,
            own ?? "",
            place.Inherited(attribute) ?? "",
            source == AttributeScopes.None ? "default" : AttributeLevels.NameOf(source));
    }
}
