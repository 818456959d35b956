using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary>
/// The page of <c>/autodiscover/test</c>: one document with its style and script in it, which a Content-Security-Policy names by
/// their hashes. It loads nothing, and talks to nobody but the address it came from.
/// </summary>
internal static class TestPageContent
{
    private static readonly Lazy<(byte[] Html, string Policy)> Page = new(Build);

    public static async Task WriteAsync(HttpContext context)
    {
        var (html, policy) = Page.Value;
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = html.Length;
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        await response.Body.WriteAsync(html, context.RequestAborted);
    }

    private static (byte[] Html, string Policy) Build()
    {
        var style = Read("page.css");
        var script = Read("page.js");
        var html = Read("page.html").Replace("/*style*/", style, StringComparison.Ordinal).Replace("/*script*/", script, StringComparison.Ordinal);
        var policy = $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        return (Encoding.UTF8.GetBytes(html), policy);
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Autodiscover.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
