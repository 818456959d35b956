namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>The HTTP request as the host has it.</summary>
public interface IEasHttp
{
    /// <summary>The method, upper case.</summary>
    string Method { get; }

    /// <summary>The query as it came, without the question mark and not decoded: it may be base64.</summary>
    string Query { get; }

    /// <summary>The client's address, for the login limiter.</summary>
    string ClientAddress { get; }

    /// <summary>True when passwords may come this way: over TLS, or from this machine.</summary>
    bool IsPrivate { get; }

    /// <summary>A header, or null.</summary>
    string? Header(string name);

    /// <summary>Reads the body, if it is no longer than <paramref name="maximumBytes"/> and there is memory for it.</summary>
    ValueTask<BodyRead> ReadBodyAsync(int maximumBytes, CancellationToken cancellationToken);
}
