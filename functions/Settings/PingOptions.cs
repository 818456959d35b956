using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Carbonio.Cloud.ActiveSync.Push;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>How long requests are held.</summary>
public sealed class PingOptions : IValidatableObject
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(59);

    // The front end of Azure cuts off a request that was idle for 230 s.
    private static readonly TimeSpan LongestOnAzure = TimeSpan.FromSeconds(210);

    /// <summary>Longest heartbeat granted, hh:mm:ss; by default 3 minutes 30 behind the Azure front end, 59 minutes elsewhere.</summary>
    public string? LongestHeartbeat { get; set; }

    /// <summary>The options of push.</summary>
    public PushOptions ToPushOptions(bool isCustomHandler) => new()
    {
        LongestHeartbeat = TryRead(LongestHeartbeat, out var set) ? set : isCustomHandler ? LongestOnAzure : Longest,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(LongestHeartbeat)
            && (!TryRead(LongestHeartbeat, out var set) || set < PushOptions.ShortestHeartbeat || set > Longest))
        {
            yield return new("Carbonio__Ping__LongestHeartbeat is a time from 00:01:00 to 00:59:00.");
        }
    }

    private static bool TryRead(string? text, out TimeSpan time) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
}
