using Carbonio.Cloud.ActiveSync.Http;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

/// <summary>A request that never saw a wire.</summary>
internal sealed class FakeHttp : IEasHttp
{
    public string Method { get; set; } = "POST";

    public string Query { get; init; } = "";

    public string ClientAddress { get; set; } = "192.0.2.1";

    public bool IsPrivate { get; init; } = true;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; init; } = [];

    /// <summary>How often the body was asked for.</summary>
    public int BodyReads { get; private set; }

    /// <summary>The same request with another body.</summary>
    public FakeHttp With(byte[] body)
    {
        var other = new FakeHttp { Method = Method, Query = Query, ClientAddress = ClientAddress, IsPrivate = IsPrivate, Body = body };
        foreach (var (name, value) in Headers)
        {
            other.Headers[name] = value;
        }

        return other;
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public Task<EasBody?> ReadBodyAsync(int maximumBytes, CancellationToken cancellationToken)
    {
        BodyReads++;
        return Task.FromResult(Body.Length > maximumBytes ? null : new EasBody(Body));
    }
}
