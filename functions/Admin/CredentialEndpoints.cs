using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class CredentialEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/accounts/{account}/credentials", "Passwords beside the account's own, without their secrets.", AdminRole.Delegated, ListAsync)
        {
            Response = AdminJson.Default.CredentialListBody,
        },
        new("POST", "/accounts/{account}/credentials", "Adds a password, made or chosen; it is shown only here.", AdminRole.Delegated, AddAsync)
        {
            Request = AdminJson.Default.NewCredentialBody, Response = AdminJson.Default.CreatedCredentialBody, Success = StatusCodes.Status201Created,
        },
        new("PATCH", "/accounts/{account}/credentials/{id}", "Changes label, services or whether it is enabled.", AdminRole.Delegated, UpdateAsync)
        {
            Request = AdminJson.Default.CredentialChangeBody, Response = AdminJson.Default.CredentialBody,
        },
        new("DELETE", "/accounts/{account}/credentials/{id}", "Deletes a password.", AdminRole.Delegated, DeleteAsync) { Success = StatusCodes.Status204NoContent },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null
            ? refusal!
            : AdminAnswer.Json(new([.. account.Credentials.Select(Body)]), AdminJson.Default.CredentialListBody);
    }

    private static async Task<AdminAnswer> AddAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(AdminJson.Default.NewCredentialBody);
        if (body is null)
        {
            return refusal!;
        }

        if (Services(body.Services ?? ["EAS"], out var bad) is not { } services)
        {
            return bad!;
        }

        return AdminAnswer.From(
            await call.Writer.AddCredentialAsync(call.Actor, account.Key, body.Password, body.Label ?? "", services, call.Aborted),
            "account",
            made => AdminAnswer.Json(
                new(Body(made.Credential), account.Address, made.Password), AdminJson.Default.CreatedCredentialBody, StatusCodes.Status201Created));
    }

    private static async Task<AdminAnswer> UpdateAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(AdminJson.Default.CredentialChangeBody);
        if (body is null)
        {
            return refusal!;
        }

        CredentialServices? services = null;
        if (body.Services is not null)
        {
            services = Services(body.Services, out var bad);
            if (bad is not null)
            {
                return bad;
            }
        }

        return AdminAnswer.From(
            await call.Writer.UpdateCredentialAsync(call.Actor, account.Key, call.Path("id"), body.Label, services, body.Enabled, call.Aborted),
            "credential",
            credential => AdminAnswer.Json(Body(credential), AdminJson.Default.CredentialBody));
    }

    private static async Task<AdminAnswer> DeleteAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null
            ? refusal!
            : AdminAnswer.From(await call.Writer.DeleteCredentialAsync(call.Actor, account.Key, call.Path("id"), call.Aborted), "credential", _ => AdminAnswer.Done);
    }

    private static CredentialServices? Services(IReadOnlyList<string> names, out AdminAnswer? refusal)
    {
        var services = CredentialServices.None;
        foreach (var name in names)
        {
            if (!CredentialServiceNames.TryParse(name, out var service))
            {
                refusal = AdminAnswer.Invalid($"There is no service '{name}'. There are: {CredentialServiceNames.Allowed}.");
                return null;
            }

            services |= service;
        }

        refusal = null;
        return services;
    }

    private static CredentialBody Body(Credential credential) => new(
        credential.Id, credential.Label, CredentialServiceNames.List(credential.Services), credential.Enabled, credential.Generated, credential.Created);
}
