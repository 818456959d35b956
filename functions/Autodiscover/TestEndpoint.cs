using System.Text.Json;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin;
using Carbonio.Cloud.Functions.Eas;
using Carbonio.Cloud.Functions.Monitoring;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary>
/// <c>/autodiscover/test</c>: GET gives a page to look at, POST with an admin's bearer token and <c>{"address":"..."}</c> what the
/// page shows. The page itself knows nothing.
/// </summary>
internal sealed class TestEndpoint(DirectoryReader directory, BearerTokens tokens, AccountTest test, PublicAddress address, ProxyRules proxy, BodyMemory memory)
{
    public const string Name = "test";

    /// <summary>Longest body: an address and what stands around it.</summary>
    public const int MaximumBodyBytes = 4 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!proxy.IsPrivate(context))
        {
            // A token typed here would be read on the way.
            await Problem(StatusCodes.Status403Forbidden, "forbidden", "This page is served over HTTPS only.").WriteAsync(context);
        }
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            await TestPageContent.WriteAsync(context);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            await (await AnswerAsync(context)).WriteAsync(context);
        }
        else
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await Problem(StatusCodes.Status405MethodNotAllowed, "method_not_allowed", "GET gives the page, POST what it shows.").WriteAsync(context);
        }
    }

    private async Task<AdminAnswer> AnswerAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        if (await tokens.FindAsync(context, gone) is not { } token)
        {
            return Problem(StatusCodes.Status401Unauthorized, "unauthorized", "Send a valid token: Authorization: Bearer cct_...");
        }

        if (token.Role == AdminRole.Delivery)
        {
            return Problem(StatusCodes.Status403Forbidden, "forbidden", "This needs the token of an admin; yours is delivery.");
        }

        using var body = (await RequestBody.ReadAsync(context, MaximumBodyBytes, memory, gone)).Body;
        if (body is null)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, "too_large", $"The body is larger than {MaximumBodyBytes} bytes.");
        }

        if (!TryRead(body.Bytes.Span, out var asked))
        {
            return AdminAnswer.Invalid("""The body is JSON with an e-mail address: {"address":"alice@example.com"}.""");
        }

        var domain = AddressText.DomainOf(asked).ToString();
        if (!token.Administers(domain))
        {
            return AdminCall.ForbiddenDomain(domain); // whether or not it exists
        }

        // An alias may lie in a domain of the token while the account itself does not.
        if (await directory.FindAccountByAddressAsync(asked, gone) is not { } account || !token.Administers(account.Domain))
        {
            return Problem(StatusCodes.Status404NotFound, "no_such_account", $"There is no account '{asked}'.");
        }

        return address.Of(context) is { } server
            ? AdminAnswer.Json(test.Run(account, asked, server, address.IsSet), TestJson.Default.TestReport)
            : AdminAnswer.Invalid("The request names no host, and Carbonio__PublicUrl is not set.");
    }

    private static bool TryRead(ReadOnlySpan<byte> body, out string address)
    {
        address = "";
        try
        {
            var request = JsonSerializer.Deserialize(body, TestJson.Default.TestRequest);
            if (!AddressText.TryNormalize(request?.Address.Trim(), out var normalized))
            {
                return false;
            }

            address = normalized;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static AdminAnswer Problem(int status, string code, string detail) => AdminAnswer.Problem(status, code, detail);
}
