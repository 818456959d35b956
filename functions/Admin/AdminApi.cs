using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin.Devices;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>The admin API: <c>/api/admin/v1/...</c> and its description at <c>/api/admin/openapi.json</c>.</summary>
public static class AdminApi
{
    internal const string Prefix = "/api/admin/v1";

    internal static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        WhoAmIEndpoint.Route, .. DomainEndpoints.Routes, .. AccountEndpoints.Routes, .. CredentialEndpoints.Routes,
        .. CosEndpoints.Routes, .. TokenEndpoints.Routes, MessageEndpoint.Route, .. BadItemEndpoints.Routes,
        .. DeviceEndpoints.Routes, .. DeviceActionEndpoints.Routes, .. PolicyEndpoints.Routes, PurgeEndpoint.Route,
        .. FolderSyncEndpoints.Routes, SimulationEndpoint.Route,
        .. EasFilterEndpoints.Routes, AlertEndpoint.Route, .. AccountLoggerEndpoints.Routes,
        AuditEndpoint.Route, .. AttributeEndpoints.Routes, .. ConfigEndpoints.Routes, .. ServiceEndpoints.Routes, CleanEndpoint.Route,
    ];

    /// <summary>Maps every route.</summary>
    public static IEndpointRouteBuilder MapAdminApi(this IEndpointRouteBuilder endpoints, AdminServices services)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(services);
        foreach (var route in Routes)
        {
            endpoints.MapMethods(Prefix + route.Path, [route.Method], context => AnswerAsync(context, services, route));
        }

        var document = new Lazy<byte[]>(OpenApiDocument.Write);
        endpoints.MapMethods("/api/admin/openapi.json", [HttpMethods.Get], async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = document.Value.Length;
            await context.Response.Body.WriteAsync(document.Value, context.RequestAborted);
        });
        return endpoints;
    }

    private static async Task AnswerAsync(HttpContext context, AdminServices services, AdminRoute route)
    {
        AdminAnswer answer;
        if (services.Users is { } users && UserLogin.IsTried(context.Request))
        {
            answer = await AnswerUserAsync(context, services, users, route);
        }
        else if (await services.Tokens.VerifyAsync(Bearer(context.Request), context.RequestAborted) is not { } token)
        {
            answer = AdminAnswer.Problem(StatusCodes.Status401Unauthorized, "unauthorized", "Send a valid token: Authorization: Bearer cct_...");
        }
        else if (!route.Allows(token.Role))
        {
            var needed = route.Least == AdminRole.Global ? "a global admin" : "an admin";
            answer = AdminAnswer.Problem(StatusCodes.Status403Forbidden, "forbidden", $"This needs the token of {needed}; yours is {AdminRoleNames.NameOf(token.Role)}.");
        }
        else
        {
            answer = await HandleAsync(new(context, services, token), route);
        }

        await answer.WriteAsync(context);
    }

    private static async Task<AdminAnswer> AnswerUserAsync(HttpContext context, AdminServices services, UserLogin users, AdminRoute route)
    {
        if (!route.IsSelfService)
        {
            // Before the password is looked at: this is no place to try one.
            return AdminAnswer.Problem(StatusCodes.Status403Forbidden, "forbidden", "A user may manage the user's own passwords; everything else needs the token of an admin.");
        }

        var (account, refusal) = await users.FindAsync(context);
        return account is null ? refusal! : await HandleAsync(new(context, services, account), route);
    }

    private static Task<AdminAnswer> HandleAsync(AdminCall call, AdminRoute route) =>
        call.Expectation is { IsSent: true } && !route.IsTagged ? Task.FromResult(AdminAnswer.Invalid("This has no ETag: leave If-Match out."))
        : call.Expectation.IsReadable ? route.Handle(call)
        : Task.FromResult(AdminAnswer.Invalid("If-Match is one ETag as an answer gave it, or *."));

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }
}
