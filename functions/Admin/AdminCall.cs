using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Carbonio.Cloud.ActiveSync.BadItems;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin.Devices;
using Carbonio.Cloud.Mailboxes.BadItems;
using Microsoft.AspNetCore.Http.Features;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>One authenticated request of the admin API.</summary>
internal sealed class AdminCall(HttpContext context, AdminServices services, AdminToken token)
{
    private const int MaximumJsonBytes = 256 * 1024;
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    /// <summary>A user's request for what is the user's own. It administers nothing.</summary>
    public AdminCall(HttpContext context, AdminServices services, AccountView self)
        : this(context, services, new AdminToken("", AdminRole.Delivery, [], self.Address, default, null))
    {
        Self = self;
        Actor = AdminActor.Of(self);
    }

    /// <summary>The user; null for the holder of a token.</summary>
    public AccountView? Self { get; }

    public MobileProfiles? Profiles => services.Profiles;

    public HttpContext Context => context;

    public DirectoryReader Reader => services.Reader;

    public DirectoryWriter Writer => services.Writer;

    public DirectoryLists Lists => services.Lists;

    public IMessageImport Import => services.Import;

    public BadItemStore BadItems => services.BadItems;

    public BadItemRetry BadItemRetry => services.BadItemRetry;

    public DeviceServices Devices => services.Devices;

    public AuditLog Audit => services.Audit;

    public EasFilterStore EasFilters => services.EasFilters;

    public AlertLog Alerts => services.Alerts;

    public AccountLoggerStore AccountLoggers => services.AccountLoggers;

    public AccountLogReader AccountLogs => services.AccountLogs;

    public AdminToken Token => token;

    /// <summary>The holder of the token, as who changes something.</summary>
    public AdminActor Actor { get; } = AdminActor.Of(token);

    /// <summary>The same, by the command <c>config</c>.</summary>
    public AdminActor ConfigActor => Actor with { Command = HttpMethods.IsDelete(context.Request.Method) ? "config unset" : "config set" };

    /// <summary>The tag of If-Match: what is to be changed must still be as it was read. Null for anything.</summary>
    public string? ExpectedTag => Expectation.Value;

    /// <summary>If-Match.</summary>
    public IfMatch Expectation { get; } = IfMatch.Read(context.Request.Headers.IfMatch);

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>A part of the path. Routing leaves an escaped slash as it is.</summary>
    public string Path(string name) => ((string)context.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public string? Query(string name) => context.Request.Query.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    public string? Header(string name) => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>How long a page of a list may be, 1 to 1000; null when the query says something else.</summary>
    public int? PageLength()
    {
        var text = Query("limit");
        if (text is null)
        {
            return DefaultPage;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is >= 1 and <= LargestPage ? length : null;
    }

    public static AdminAnswer BadPageLength { get; } = AdminAnswer.Invalid($"limit is a number from 1 to {LargestPage}.");

    /// <summary>The account of the path, by address or id, if it is there and this token may see it.</summary>
    public async Task<(AccountView? Account, AdminAnswer? Refusal)> FindAccountAsync()
    {
        var name = Path("account");
        if (Self is not null)
        {
            return IsSelf(name)
                ? (Self, null)
                : (null, AdminAnswer.Problem(StatusCodes.Status403Forbidden, "forbidden", "You may manage your own passwords only."));
        }

        var byAddress = name.Contains('@', StringComparison.Ordinal);
        if (byAddress && AddressText.TryNormalize(name, out var address) && !token.Administers(AddressText.DomainOf(address).ToString()))
        {
            return (null, ForbiddenDomain(AddressText.DomainOf(address).ToString())); // whether or not it exists
        }

        var account = byAddress ? await Reader.FindAccountByAddressAsync(name, Aborted)
            : Guid.TryParse(name, out var id) ? await Reader.FindAccountByIdAsync(id, Aborted)
            : null;

        // An alias may lie in a domain of the token while the account itself does not.
        return account is not null && token.Administers(account.Domain)
            ? (account, null)
            : (null, AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_account", $"There is no account '{name}'."));
    }

    private bool IsSelf(string name) =>
        name.Equals(Self!.ZimbraId, StringComparison.OrdinalIgnoreCase)
        || (AddressText.TryNormalize(name, out var address) && Self.Aliases.Prepend(Self.Address).Contains(address, StringComparer.Ordinal));

    /// <summary>The domain of the path, if it is there and this token may see it.</summary>
    public async Task<(MailDomain? Domain, AdminAnswer? Refusal)> FindDomainAsync()
    {
        var name = Path("domain");
        if (AddressText.TryNormalizeDomain(name, out var normalized) && !token.Administers(normalized))
        {
            return (null, ForbiddenDomain(normalized)); // whether or not it exists
        }

        return await Reader.FindDomainAsync(name, Aborted) is { } domain
            ? (domain, null)
            : (null, AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_domain", $"There is no domain '{name}'."));
    }

    public static AdminAnswer ForbiddenDomain(string domain) =>
        AdminAnswer.Problem(StatusCodes.Status403Forbidden, "forbidden", $"Your token does not administer the domain {domain}.");

    /// <summary>The JSON body.</summary>
    public async Task<(T? Body, AdminAnswer? Refusal)> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var (bytes, refusal) = await ReadBytesAsync(MaximumJsonBytes);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) is { } body ? (body, null) : (null, AdminAnswer.Invalid("The body is null."));
        }
        catch (JsonException error)
        {
            var at = string.IsNullOrEmpty(error.Path) ? "" : $" at {error.Path}";
            return (null, AdminAnswer.Invalid($"The body is not the JSON expected{at}, line {error.LineNumber + 1}: see /api/admin/openapi.json."));
        }
    }

    public Task<(ReadOnlyMemory<byte> Bytes, AdminAnswer? Refusal)> ReadMessageAsync() => ReadBytesAsync(services.MaximumMessageBytes);

    private async Task<(ReadOnlyMemory<byte> Bytes, AdminAnswer? Refusal)> ReadBytesAsync(int maximum)
    {
        var tooLarge = AdminAnswer.Problem(StatusCodes.Status413PayloadTooLarge, "too_large", $"The body is larger than {maximum} bytes.");
        if (context.Request.ContentLength > maximum)
        {
            return (default, tooLarge);
        }

        // The server's own limit may be lower; ours is checked below whatever it says.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var content = new ArrayBufferWriter<byte>((int)(context.Request.ContentLength ?? 4096) + 1);
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(content.GetMemory(), Aborted);
            if (read == 0)
            {
                return (content.WrittenMemory, null);
            }

            content.Advance(read);
            if (content.WrittenCount > maximum)
            {
                return (default, tooLarge);
            }
        }
    }
}
