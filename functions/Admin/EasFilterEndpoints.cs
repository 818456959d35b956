using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class EasFilterEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/easFilters", "The EAS filters in the order in which they are asked; id is a filter's position.", AdminRole.Global, ListAsync)
        {
            Response = AdminJson.Default.EasFilterListBody,
        },
        new("PUT", "/easFilters/{key}", "Adds a filter behind all others, under a key of 1 to 32 characters a-z and 0-9 that who adds it makes up.", AdminRole.Global, AddAsync)
        {
            Request = AdminJson.Default.NewEasFilterBody, Response = AdminJson.Default.EasFilterBody,
        },
        new("PUT", "/easFilters/{key}/position", "Moves a filter.", AdminRole.Global, MoveAsync)
        {
            Request = AdminJson.Default.PositionBody, Response = AdminJson.Default.EasFilterBody,
        },
        new("DELETE", "/easFilters/{key}", "Deletes a filter.", AdminRole.Global, DeleteAsync) { Success = StatusCodes.Status204NoContent },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        var filters = (await call.EasFilters.ReadAsync(call.Aborted)).Filters;
        return AdminAnswer.Json(new([.. filters.Select((filter, position) => Body(filter, position))]), AdminJson.Default.EasFilterListBody);
    }

    private static async Task<AdminAnswer> AddAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.NewEasFilterBody);
        if (body is null)
        {
            return refusal!;
        }

        var entry = new EasFilterEntry(call.Path("key"), body.Type, body.Parameter, body.Mode, body.Easversions, body.Blocking);
        return Answer(await call.EasFilters.AddAsync(call.Actor, entry, call.Aborted), entry.Key);
    }

    private static async Task<AdminAnswer> MoveAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.PositionBody);
        return body is null ? refusal! : Answer(await call.EasFilters.MoveAsync(call.Actor, call.Path("key"), body.Position, call.Aborted), call.Path("key"));
    }

    private static async Task<AdminAnswer> DeleteAsync(AdminCall call) =>
        AdminAnswer.From(await call.EasFilters.DeleteAsync(call.Actor, call.Path("key"), call.Aborted), "eas_filter", _ => AdminAnswer.Done);

    private static AdminAnswer Answer(DirectoryOutcome<EasFilterList> outcome, string key) => AdminAnswer.From(
        outcome,
        "eas_filter",
        list => list.PositionOf(key) is var position and >= 0
            ? AdminAnswer.Json(Body(list.Filters[position], position), AdminJson.Default.EasFilterBody)
            : AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_eas_filter", "The filter was deleted meanwhile."));

    private static EasFilterBody Body(EasFilter filter, int position) => new(
        position,
        filter.Key,
        filter.Rule.ToString(),
        EasFilterWords.Of(filter.Mode),
        filter.Versions.ToString(),
        filter.Blocking,
        filter.IsBuiltIn,
        LeavesNothing(filter) ? $"This server speaks {VersionOffer.All.Versions}: whom this filter alone matches is offered no version and cannot connect." : null);

    private static bool LeavesNothing(EasFilter filter) =>
        filter.Mode != EasFilterMode.Add && filter.Apply(VersionOffer.Served, VersionOffer.Served).IsEmpty;
}
