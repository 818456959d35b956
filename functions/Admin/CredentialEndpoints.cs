using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class CredentialEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/accounts/{account}/credentials", "Passwords beside the account's own, without their secrets.", AdminRole.Delegated, ListAsync)
        {
            Response = AdminJson.Default.CredentialListBody, IsSelfService = true,
        },
        new("POST", "/accounts/{account}/credentials", "Adds a password, made or chosen; it is shown only here.", AdminRole.Delegated, AddAsync)
        {
            Request = AdminJson.Default.NewCredentialBody, Response = AdminJson.Default.CreatedCredentialBody, Success = StatusCodes.Status201Created, IsSelfService = true,
        },
        new("PATCH", "/accounts/{account}/credentials/{id}", "Changes label, services or whether it is enabled.", AdminRole.Delegated, UpdateAsync)
        {
            Request = AdminJson.Default.CredentialChangeBody, Response = AdminJson.Default.CredentialBody,
        },
        new("DELETE", "/accounts/{account}/credentials/{id}", "Deletes a password.", AdminRole.Delegated, DeleteAsync)
        {
            Success = StatusCodes.Status204NoContent, IsSelfService = true,
        },
    ];

    // What users make for themselves: for phones and programs, not for the web client or the console.
    private const CredentialServices OfUsers = CredentialServices.Eas | CredentialServices.MobileApp | CredentialServices.Dav;

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

        if (call.Self is not null && (body.Password is not null || (services & ~OfUsers) != CredentialServices.None))
        {
            return AdminAnswer.Problem(
                StatusCodes.Status403Forbidden,
                "forbidden",
                $"You may have passwords made for {string.Join(", ", CredentialServiceNames.List(OfUsers))}; others, and chosen ones, only an admin adds.");
        }

        var server = call.Profiles?.AddressFor(call.Context);
        if (body.Profile && (server is null || !services.HasFlag(CredentialServices.Eas) || !MobileProfiles.CanHold(body.Password ?? "")))
        {
            return AdminAnswer.Invalid(
                server is null ? "The server does not know by which address phones reach it: set Carbonio__PublicUrl."
                : services.HasFlag(CredentialServices.Eas) ? "A profile cannot hold control characters of a password."
                : "A profile is for a password that opens EAS.");
        }

        return AdminAnswer.From(
            await call.Writer.AddCredentialAsync(call.Actor, account.Key, body.Password, body.Label ?? "", services, call.Aborted),
            "account",
            made => AdminAnswer.Json(
                new(Body(made.Credential), account.Address, made.Password, server?.Origin, body.Profile ? call.Profiles!.Make(account, made, server!) : null),
                AdminJson.Default.CreatedCredentialBody,
                StatusCodes.Status201Created));
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
