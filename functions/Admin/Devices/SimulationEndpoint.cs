using System.Globalization;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Lets an admin's tool play a phone of an account.</summary>
internal static class SimulationEndpoint
{
    public static AdminRoute Route { get; } = new(
        "POST",
        "/accounts/{account}/simulation",
        "Makes a token that opens Exchange ActiveSync for the account, and nothing else, for ten minutes. It is no credential and is not kept.",
        AdminRole.Delegated,
        MakeAsync)
    {
        Response = DeviceJson.Default.SimulationBody,
    };

    private static async Task<AdminAnswer> MakeAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        // Whoever holds it reads the account's mail for a while, so it is told before it is given.
        var (token, expires) = call.Devices.Simulations.Make(account.Key);
        await call.Audit.WriteAsync(
            account.Key.Tenant,
            call.Devices.NewId().ToLowerInvariant(),
            new(
                call.Actor,
                call.Devices.Time.GetUtcNow(),
                "mobile doSimulateSync",
                AuditTarget.Of(account.Account),
                null,
                AuditDetail.Of(("expires", expires.ToString("O", CultureInfo.InvariantCulture)))),
            call.Aborted);
        return AdminAnswer.Json(new(account.Address, token, expires), DeviceJson.Default.SimulationBody);
    }
}
