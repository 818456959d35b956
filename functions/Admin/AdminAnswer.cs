using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Carbonio.Cloud.Directory;
using Microsoft.AspNetCore.WebUtilities;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>What an endpoint answers: JSON, a problem ([RFC 9457]), or nothing.</summary>
internal sealed class AdminAnswer
{
    private readonly int status;
    private readonly object? body;
    private readonly JsonTypeInfo? type;
    private readonly TimeSpan? retryAfter;
    private readonly string? tag;

    private AdminAnswer(int status, object? body, JsonTypeInfo? type, TimeSpan? retryAfter = null, string? tag = null)
    {
        this.tag = tag;
        this.status = status;
        this.body = body;
        this.type = type;
        this.retryAfter = retryAfter;
    }

    public static AdminAnswer Done { get; } = new(StatusCodes.Status204NoContent, null, null);

    public static AdminAnswer Json<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => new(status, body, type);

    /// <summary>A resource with its ETag, which names what is set on it, not what it inherits.</summary>
    public static AdminAnswer Tagged<T>(T body, JsonTypeInfo<T> type, string tag, int status = StatusCodes.Status200OK) => new(status, body, type, tag: tag);

    public static AdminAnswer Problem(int status, string code, string detail, TimeSpan? retryAfter = null) => new(
        status,
        new ProblemBody("urn:carbonio:problem:" + code, ReasonPhrases.GetReasonPhrase(status), status, detail, code),
        AdminJson.Default.ProblemBody,
        retryAfter);

    /// <summary>The answer to a change: what <paramref name="done"/> makes of it, or the problem that its status stands for.</summary>
    /// <param name="outcome">The change's outcome.</param>
    /// <param name="noun">What it was about, for the code: <c>domain</c> gives <c>no_such_domain</c>.</param>
    /// <param name="done">Makes the answer.</param>
    public static AdminAnswer From<T>(DirectoryOutcome<T> outcome, string noun, Func<T, AdminAnswer> done)
        where T : class => outcome switch
        {
            { Status: DirectoryStatus.Done, Value: { } value } => done(value),
            { Status: DirectoryStatus.Exists } => Problem(StatusCodes.Status409Conflict, noun + "_exists", outcome.Message!),
            { Status: DirectoryStatus.Taken } => Problem(StatusCodes.Status409Conflict, noun + "_taken", outcome.Message!),
            { Status: DirectoryStatus.InUse } => Problem(StatusCodes.Status409Conflict, noun + "_in_use", outcome.Message!),
            { Status: DirectoryStatus.NotFound } => Problem(StatusCodes.Status404NotFound, "no_such_" + noun, outcome.Message!),
            { Status: DirectoryStatus.Changed } => Problem(StatusCodes.Status412PreconditionFailed, "changed", outcome.Message!),
            { Status: DirectoryStatus.Busy } => Busy(outcome.Message!),
            _ => Problem(StatusCodes.Status400BadRequest, "invalid", outcome.Message!),
        };

    public static AdminAnswer Busy(string detail) => Problem(StatusCodes.Status503ServiceUnavailable, "busy", detail, TimeSpan.FromSeconds(2));

    public static AdminAnswer Invalid(string detail) => Problem(StatusCodes.Status400BadRequest, "invalid", detail);

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store"; // answers may hold secrets shown once
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (tag is not null)
        {
            response.Headers.ETag = $"\"{tag}\"";
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (type is not null)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
            response.ContentType = body is ProblemBody ? "application/problem+json" : "application/json";
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
