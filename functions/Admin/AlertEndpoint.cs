using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class AlertEndpoint
{
    public static AdminRoute Route { get; } = new("GET", "/alerts", "Alerts of the server, newest first.", AdminRole.Global, ListAsync)
    {
        Query = [("limit", "Most alerts of a page, 1 to 1000; 100 without."), ("continuation", "What the page before gave.")],
        Response = AdminJson.Default.AlertListBody,
    };

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        var page = await call.Alerts.ListAsync(limit, call.Query("continuation"), call.Aborted);
        return AdminAnswer.Json(
            new([.. page.Items.Select(alert => new AlertBody(alert.At, alert.Kind, alert.Account, alert.Device, alert.Text))], page.Continuation),
            AdminJson.Default.AlertListBody);
    }
}
