using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class TokenEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/tokens", "Tokens, without their secrets.", AdminRole.Global, ListAsync)
        {
            Query = [("limit", "Most tokens of a page, 1 to 1000; 100 without."), ("continuation", "What the page before gave.")],
            Response = AdminJson.Default.TokenListBody,
        },
        new("POST", "/tokens", "Makes a token; its text is shown only here.", AdminRole.Global, CreateAsync)
        {
            Request = AdminJson.Default.NewTokenBody, Response = AdminJson.Default.CreatedTokenBody, Success = StatusCodes.Status201Created,
        },
        new("DELETE", "/tokens/{id}", "Revokes a token.", AdminRole.Global, RevokeAsync) { Success = StatusCodes.Status204NoContent },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        var page = await call.Lists.TokensAsync(limit, call.Query("continuation"), call.Aborted);
        return AdminAnswer.Json(new([.. page.Items.Select(Body)], page.Continuation), AdminJson.Default.TokenListBody);
    }

    private static async Task<AdminAnswer> CreateAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.NewTokenBody);
        if (body is null)
        {
            return refusal!;
        }

        return AdminRoleNames.Find(body.Role) is not { } role
            ? AdminAnswer.Invalid($"A role is global, delegated or delivery, not '{body.Role}'.")
            : AdminAnswer.From(
                await call.Writer.CreateTokenAsync(call.Actor, role, body.Domains ?? [], body.Label ?? "", body.Expires, call.Aborted),
                "token",
                made => AdminAnswer.Json(new(Body(made.Token), made.Text), AdminJson.Default.CreatedTokenBody, StatusCodes.Status201Created));
    }

    private static async Task<AdminAnswer> RevokeAsync(AdminCall call) =>
        AdminAnswer.From(await call.Writer.RevokeTokenAsync(call.Actor, call.Path("id"), call.Aborted), "token", _ => AdminAnswer.Done);

    private static TokenBody Body(AdminToken token) => new(token.Id, AdminRoleNames.NameOf(token.Role), token.Domains, token.Label, token.Created, token.Expires);
}
