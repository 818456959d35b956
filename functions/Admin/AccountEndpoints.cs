using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class AccountEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/accounts", "Accounts of one domain. A page may be short or empty though more follow.", AdminRole.Delegated, ListAsync)
        {
            Query = [("domain", "The domain; required."), ("limit", "Accounts looked at for a page, 1 to 1000; 100 without."), ("continuation", "What the page before gave.")],
            Response = AdminJson.Default.AccountListBody,
        },
        new("POST", "/accounts", "Makes an account.", AdminRole.Delegated, CreateAsync)
        {
            Request = AdminJson.Default.NewAccountBody, Response = AdminJson.Default.AccountBody, Success = StatusCodes.Status201Created,
        },
        new("GET", "/accounts/{account}", "One account, by address or id, with what is set and what holds.", AdminRole.Delegated, GetAsync)
        {
            Response = AdminJson.Default.AccountBody, IsTagged = true,
        },
        new("PATCH", "/accounts/{account}", "Sets and unsets attributes; an empty value unsets.", AdminRole.Delegated, ModifyAsync)
        {
            Request = AdminJson.Default.AttributesBody, Response = AdminJson.Default.AccountBody, IsTagged = true,
        },
        new("DELETE", "/accounts/{account}", "Deletes an account; its mailbox follows.", AdminRole.Delegated, DeleteAsync) { Success = StatusCodes.Status204NoContent, IsTagged = true },
        new("PUT", "/accounts/{account}/password", "Sets the account password.", AdminRole.Delegated, SetPasswordAsync)
        {
            Request = AdminJson.Default.PasswordBody, Success = StatusCodes.Status204NoContent,
        },
        new("POST", "/accounts/{account}/aliases", "Adds an alias.", AdminRole.Delegated, AddAliasAsync)
        {
            Request = AdminJson.Default.AliasBody, Response = AdminJson.Default.AccountBody,
        },
        new("DELETE", "/accounts/{account}/aliases/{alias}", "Removes an alias.", AdminRole.Delegated, RemoveAliasAsync) { Response = AdminJson.Default.AccountBody },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        if (!AddressText.TryNormalizeDomain(call.Query("domain"), out var name))
        {
            return AdminAnswer.Invalid("Say which domain: ?domain=example.com.");
        }

        if (!call.Token.Administers(name))
        {
            return AdminCall.ForbiddenDomain(name);
        }

        if (await call.Reader.FindDomainAsync(name, call.Aborted) is not { } domain)
        {
            return AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_domain", $"There is no domain '{name}'.");
        }

        var page = await call.Lists.AccountsAsync(domain.Tenant, name, limit, call.Query("continuation"), call.Aborted);
        return AdminAnswer.Json(
            new(
                [.. page.Items.Select(account => new AccountSummaryBody(account.Key.Account.ToString("D"), account.Address, account.Aliases, account.Attributes.ToBody()))],
                page.Continuation),
            AdminJson.Default.AccountListBody);
    }

    private static async Task<AdminAnswer> CreateAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.NewAccountBody);
        if (body is null)
        {
            return refusal!;
        }

        if (AddressText.TryNormalize(body.Address, out var address) && !call.Token.Administers(AddressText.DomainOf(address).ToString()))
        {
            return AdminCall.ForbiddenDomain(AddressText.DomainOf(address).ToString());
        }

        return await AnswerAsync(call, await call.Writer.CreateAccountAsync(call.Actor, body.Address, body.Password, body.Attributes, call.Aborted), "account", StatusCodes.Status201Created);
    }

    private static async Task<AdminAnswer> GetAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null ? refusal! : AdminAnswer.Tagged(Body(account), AdminJson.Default.AccountBody, account.Account.Tag);
    }

    private static async Task<AdminAnswer> ModifyAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(AdminJson.Default.AttributesBody);
        return body is null ? refusal! : await AnswerAsync(call, await call.Writer.ModifyAccountAsync(call.Actor, account.Key, body.Attributes, call.ExpectedTag, call.Aborted), "account");
    }

    private static async Task<AdminAnswer> DeleteAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null
            ? refusal!
            : AdminAnswer.From(await call.Writer.DeleteAccountAsync(call.Actor, account.Key, call.ExpectedTag, call.Aborted), "account", _ => AdminAnswer.Done);
    }

    private static async Task<AdminAnswer> SetPasswordAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(AdminJson.Default.PasswordBody);
        return body is null
            ? refusal!
            : AdminAnswer.From(await call.Writer.SetPasswordAsync(call.Actor, account.Key, body.Password, call.Aborted), "account", _ => AdminAnswer.Done);
    }

    private static async Task<AdminAnswer> AddAliasAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(AdminJson.Default.AliasBody);
        if (body is null)
        {
            return refusal!;
        }

        if (AddressText.TryNormalize(body.Alias, out var alias) && !call.Token.Administers(AddressText.DomainOf(alias).ToString()))
        {
            return AdminCall.ForbiddenDomain(AddressText.DomainOf(alias).ToString());
        }

        return await AnswerAsync(call, await call.Writer.AddAliasAsync(call.Actor, account.Key, body.Alias, call.Aborted), "alias");
    }

    private static async Task<AdminAnswer> RemoveAliasAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null ? refusal! : await AnswerAsync(call, await call.Writer.RemoveAliasAsync(call.Actor, account.Key, call.Path("alias"), call.Aborted), "alias");
    }

    private static async Task<AdminAnswer> AnswerAsync(AdminCall call, DirectoryOutcome<Account> outcome, string noun, int status = StatusCodes.Status200OK)
    {
        var view = outcome.IsDone ? await call.Reader.FindAccountAsync(outcome.Value.Key, call.Aborted) : null;
        return AdminAnswer.From(outcome, noun, account => view is null
            ? AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_account", $"{account.Address} was deleted meanwhile.")
            : AdminAnswer.Tagged(Body(view), AdminJson.Default.AccountBody, view.Account.Tag, status));
    }

    private static AccountBody Body(AccountView account)
    {
        var effective = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in ConfigurationAttributes.All)
        {
            if (attribute.Scopes.HasFlag(AttributeScopes.Account) && account.Attributes.Text(attribute) is { } value)
            {
                effective[attribute.Name] = value;
            }
        }

        return new(
            account.ZimbraId,
            account.Address,
            account.Aliases,
            account.Attributes.Text(ConfigurationAttributes.AccountStatus)!,
            account.Cos.Name,
            account.Account.Created,
            account.Account.Attributes.ToBody(),
            effective);
    }
}
