namespace Carbonio.Cloud.HostDouble;

/// <summary>A message of a queue or subscription.</summary>
/// <param name="Body">Its bytes.</param>
public sealed record ServiceBusMessage(ReadOnlyMemory<byte> Body)
{
    /// <summary>Its id.</summary>
    public string MessageId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>Its content type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>What rules of subscriptions look at.</summary>
    public IReadOnlyDictionary<string, string> ApplicationProperties { get; init; } = new Dictionary<string, string>();
}
