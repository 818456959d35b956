using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Http;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>An EAS request as Kestrel has it.</summary>
internal sealed class KestrelEasHttp(HttpContext context, ProxyRules proxy, BodyMemory memory) : IEasHttp
{
    /// <inheritdoc/>
    public string Method => context.Request.Method;

    /// <inheritdoc/>
    public string Query => context.Request.QueryString is { HasValue: true, Value: { } value } ? value[1..] : "";

    /// <inheritdoc/>
    public string ClientAddress => proxy.ClientAddress(context);

    /// <inheritdoc/>
    public bool IsPrivate => proxy.IsPrivate(context);

    /// <inheritdoc/>
    public string? Header(string name) => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <inheritdoc/>
    public ValueTask<BodyRead> ReadBodyAsync(int maximumBytes, CancellationToken cancellationToken) =>
        RequestBody.ReadAsync(context, maximumBytes, memory, cancellationToken);
}
