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

    /// <summary>There is no memory for the body.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>How often the body was asked for.</summary>
    public int BodyReads { get; private set; }

    /// <summary>The same request with another body.</summary>
    public FakeHttp With(byte[] body) => Copy(body, Arrived, IsOutOfMemory);

    /// <summary>The same request, whose body comes later.</summary>
    public FakeHttp Slowly(Task arrived) => Copy(Body, arrived, IsOutOfMemory);

    /// <summary>The same request to a server without memory for its body.</summary>
    public FakeHttp WithoutMemory() => Copy(Body, Arrived, isOutOfMemory: true);

    private FakeHttp Copy(byte[] body, Task arrived, bool isOutOfMemory)
    {
        var other = new FakeHttp
        {
            Method = Method,
            Query = Query,
            ClientAddress = ClientAddress,
            IsPrivate = IsPrivate,
            Body = body,
            Arrived = arrived,
            IsOutOfMemory = isOutOfMemory,
        };
        foreach (var (name, value) in Headers)
        {
            other.Headers[name] = value;
        }

        return other;
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Keeps the body back until it is set: a device on a slow line.</summary>
    public Task Arrived { get; init; } = Task.CompletedTask;

    public async ValueTask<BodyRead> ReadBodyAsync(int maximumBytes, CancellationToken cancellationToken)
    {
        BodyReads++;
        await Arrived;
        return IsOutOfMemory ? BodyRead.NoMemory : Body.Length > maximumBytes ? BodyRead.TooLong : BodyRead.Of(new EasBody(Body));
    }
}
