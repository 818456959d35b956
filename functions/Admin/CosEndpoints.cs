using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class CosEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/cos", "Classes of service.", AdminRole.Delegated, ListAsync)
        {
            Query = [("limit", "Most classes of a page, 1 to 1000; 100 without."), ("continuation", "What the page before gave.")],
            Response = AdminJson.Default.CosListBody,
        },
        new("POST", "/cos", "Makes a class of service.", AdminRole.Global, CreateAsync)
        {
            Request = AdminJson.Default.NewCosBody, Response = AdminJson.Default.CosBody, Success = StatusCodes.Status201Created,
        },
        new("GET", "/cos/{cos}", "One class of service, by name or id.", AdminRole.Delegated, GetAsync) { Response = AdminJson.Default.CosBody, IsTagged = true },
        new("PATCH", "/cos/{cos}", "Sets and unsets attributes; an empty value unsets.", AdminRole.Global, ModifyAsync)
        {
            Request = AdminJson.Default.AttributesBody, Response = AdminJson.Default.CosBody, IsTagged = true,
        },
        new("DELETE", "/cos/{cos}", "Deletes a class of service; its accounts fall back to their domain's default.", AdminRole.Global, DeleteAsync)
        {
            Success = StatusCodes.Status204NoContent, IsTagged = true,
        },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        var continuation = call.Query("continuation");
        var page = await call.Lists.ClassesAsync(limit, continuation, call.Aborted);

        // The shipped default has no row until somebody changes it, but it always holds: it opens the first page.
        var bodies = page.Items.Where(cos => cos.Id != ClassOfService.Default.Id).Select(Body);
        if (continuation is null)
        {
            bodies = bodies.Prepend(Body((await call.Reader.FindCosAsync(ClassOfService.Default.Name, call.Aborted))!));
        }

        return AdminAnswer.Json(new([.. bodies], page.Continuation), AdminJson.Default.CosListBody);
    }

    private static async Task<AdminAnswer> CreateAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.NewCosBody);
        return body is null ? refusal! : Answer(await call.Writer.CreateCosAsync(call.Actor, body.Name, body.Attributes, call.Aborted), StatusCodes.Status201Created);
    }

    private static async Task<AdminAnswer> GetAsync(AdminCall call) =>
        await call.Reader.FindCosAsync(call.Path("cos"), call.Aborted) is { } cos
            ? AdminAnswer.Tagged(Body(cos), AdminJson.Default.CosBody, cos.Tag)
            : AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_cos", $"There is no class of service '{call.Path("cos")}'.");

    private static async Task<AdminAnswer> ModifyAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.AttributesBody);
        return body is null ? refusal! : Answer(await call.Writer.ModifyCosAsync(call.Actor, call.Path("cos"), body.Attributes, call.ExpectedTag, call.Aborted));
    }

    private static async Task<AdminAnswer> DeleteAsync(AdminCall call) =>
        AdminAnswer.From(await call.Writer.DeleteCosAsync(call.Actor, call.Path("cos"), call.ExpectedTag, call.Aborted), "cos", _ => AdminAnswer.Done);

    private static AdminAnswer Answer(DirectoryOutcome<ClassOfService> outcome, int status = StatusCodes.Status200OK) =>
        AdminAnswer.From(outcome, "cos", cos => AdminAnswer.Tagged(Body(cos), AdminJson.Default.CosBody, cos.Tag, status));

    private static CosBody Body(ClassOfService cos) => new(cos.Id.ToString("D"), cos.Name, cos.Attributes.ToBody());
}
