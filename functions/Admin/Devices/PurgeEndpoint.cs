using Carbonio.Cloud.Devices.Purge;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Purges the state of devices not seen for long, a step a request.</summary>
internal static class PurgeEndpoint
{
    public static AdminRoute Route { get; } = new(
        "POST",
        "/mobileState/purge",
        "Forgets devices not seen for some days, one bounded step of it: repeat with what the answer gives as continuation, until it gives none.",
        AdminRole.Global,
        PurgeAsync)
    {
        Request = DeviceJson.Default.PurgeRequestBody, Response = DeviceJson.Default.PurgeBody,
    };

    private static async Task<AdminAnswer> PurgeAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(DeviceJson.Default.PurgeRequestBody);
        if (body is null)
        {
            return refusal!;
        }

        if (body.RetentionDays is < PurgeProgress.LeastRetentionDays or > PurgeProgress.MostRetentionDays)
        {
            return AdminAnswer.Invalid($"The retention period is {PurgeProgress.LeastRetentionDays} to {PurgeProgress.MostRetentionDays} days.");
        }

        var progress = await call.Devices.Purge.StepAsync(call.Actor, new(body.RetentionDays, body.Continuation), call.Aborted);
        return AdminAnswer.Json(
            new(progress.RetentionDays, progress.OfActiveAccounts, progress.OfNonActiveAccounts, progress.IsDone ? null : progress.Position),
            DeviceJson.Default.PurgeBody);
    }
}
