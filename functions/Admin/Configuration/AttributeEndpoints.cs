using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>What attributes there are, and how the configuration is.</summary>
internal static class AttributeEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/config/attributes", "The attributes there are.", AdminRole.Delegated, ListAsync)
        {
            Query = [("limit", "Most attributes of a page, 1 to 1000; 100 without."), ("continuation", "What the page before gave.")],
            Response = AdminJson.Default.AttributeListBody,
        },
        new("GET", "/config/attributes/{attribute}", "One attribute: what it means, where it may be set, and to what.", AdminRole.Delegated, GetAsync)
        {
            Response = AdminJson.Default.AttributeBody,
        },
        new("GET", "/config/status", "How the configuration is on the instance that answers.", AdminRole.Global, StatusAsync)
        {
            Response = AdminJson.Default.ConfigStatusBody,
        },
    ];

    private static Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return Task.FromResult(AdminCall.BadPageLength);
        }

        // In the table's order; a continuation is the name of the last one.
        var all = ConfigurationAttributes.All;
        var first = 0;
        if (call.Query("continuation") is { } after)
        {
            first = ConfigurationAttributes.Find(after) is { } last ? all.TakeWhile(attribute => attribute != last).Count() + 1 : all.Count;
        }

        var page = all.Skip(first).Take(limit).ToList();
        return Task.FromResult(AdminAnswer.Json(
            new AttributeListBody([.. page.Select(Body)], first + page.Count < all.Count ? page[^1].Name : null),
            AdminJson.Default.AttributeListBody));
    }

    private static Task<AdminAnswer> GetAsync(AdminCall call)
    {
        var name = call.Path("attribute");
        return Task.FromResult(ConfigurationAttributes.Find(name) is { } attribute
            ? AdminAnswer.Json(Body(attribute), AdminJson.Default.AttributeBody)
            : AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_attribute", $"There is no attribute {name}."));
    }

    private static async Task<AdminAnswer> StatusAsync(AdminCall call)
    {
        var service = await call.Reader.ServiceAsync(call.Aborted);
        return AdminAnswer.Json(
            new ConfigStatusBody(ConfigurationAttributes.All.Count, service.Global.Count, service.Server.Count, call.Reader.GlobalVersion, call.Reader.FreshWithin.TotalSeconds),
            AdminJson.Default.ConfigStatusBody);
    }

    private static AttributeBody Body(ConfigurationAttribute attribute) => new(
        attribute.Name,
        attribute.Aliases,
        attribute.Type.ToString().ToLowerInvariant(),
        attribute.Unit,
        attribute.Default ?? "",
        attribute.AllowedValues,
        AttributeLevels.List(attribute.Scopes),
        attribute.Help);
}
