using System.Text;
using Azure;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>What an error of the service means to callers.</summary>
internal static class StorageErrors
{
    /// <summary>The service's word for what went wrong, or empty.</summary>
    public static string Code(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) && !string.IsNullOrEmpty(code) ? code : BodyCode(response.Content.ToMemory().Span);

    /// <summary>The code in the JSON or XML body of an answer, or empty.</summary>
    public static string BodyCode(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4096)]);
        return Between(text, "\"code\":\"", '"') ?? Between(text, "<Code>", '<') ?? Between(text, "<m:code>", '<') ?? "";
    }

    /// <summary>The exception for an answer that no caller can do anything about.</summary>
    public static Exception Unexpected(string what, int status, string code) => status switch
    {
        408 or 429 or >= 500 => new StoreUnavailableException($"{what} failed within its retries: {status} {code}."),
        401 or 403 => new StoreUnavailableException($"{what} was refused: {status} {code}. Check the credentials and, with Entra ID, the role assignments of the storage account."),
        404 or 409 => new StoreUnavailableException($"{what} failed: {status} {code}. Tables and container are made by {nameof(AzureStorage)}.{nameof(AzureStorage.EnsureCreatedAsync)}."),
        _ => new InvalidOperationException($"{what} was answered {status} {code}."),
    };

    /// <inheritdoc cref="Unexpected(string, int, string)"/>
    public static Exception Unexpected(string what, Response response) => Unexpected(what, response.Status, Code(response));

    private static string? Between(string text, string before, char after)
    {
        var start = text.IndexOf(before, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += before.Length;
        var end = text.IndexOf(after, start);
        return end < 0 ? null : text[start..end];
    }
}
