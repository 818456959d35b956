using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class WhoAmIEndpoint
{
    public static AdminRoute Route { get; } = new("GET", "/whoami", "Whose token this is.", AdminRole.Delivery, Answer)
    {
        Response = AdminJson.Default.WhoAmIBody,
    };

    private static Task<AdminAnswer> Answer(AdminCall call) => Task.FromResult(AdminAnswer.Json(
        new WhoAmIBody(call.Token.Id, AdminRoleNames.NameOf(call.Token.Role), call.Token.Domains, call.Token.Label, call.Token.Expires),
        AdminJson.Default.WhoAmIBody));
}
