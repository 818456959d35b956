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

    // Where other instances may write as well, what they changed is found by looking.
    private static readonly TimeSpan LookAgainWhenShared = TimeSpan.FromSeconds(60);

    /// <summary>Longest heartbeat granted, hh:mm:ss; by default the longest there is: 59 minutes, behind the Azure front end 3 minutes 30.</summary>
    public string? LongestHeartbeat { get; set; }

    /// <summary>
    /// How long a held request waits at most before it looks whether another instance changed something, hh:mm:ss. By default a
    /// minute with stores that others may write, else 5 minutes.
    /// </summary>
    public string? LookAgainAfter { get; set; }

    /// <summary>The options of push.</summary>
    /// <param name="isCustomHandler">Behind the Azure front end nothing longer than it allows is granted, whatever is set.</param>
    /// <param name="hasOtherInstances">The stores may be written by other instances.</param>
    public PushOptions ToPushOptions(bool isCustomHandler, bool hasOtherInstances)
    {
        var bound = isCustomHandler ? LongestOnAzure : Longest;
        var options = new PushOptions { LongestHeartbeat = TryRead(LongestHeartbeat, out var set) && set < bound ? set : bound };
        if (TryRead(LookAgainAfter, out var look))
        {
            options.LookAgainAfter = look;
        }
        else if (hasOtherInstances)
        {
            options.LookAgainAfter = LookAgainWhenShared;
        }

        return options;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(LongestHeartbeat)
            && (!TryRead(LongestHeartbeat, out var set) || set < PushOptions.ShortestHeartbeat || set > Longest))
        {
            yield return new("Carbonio__Ping__LongestHeartbeat is a time from 00:01:00 to 00:59:00.");
        }

        if (!string.IsNullOrEmpty(LookAgainAfter)
            && (!TryRead(LookAgainAfter, out var look) || look < PushOptions.ShortestLookAgain || look > PushOptions.LongestLookAgain))
        {
            yield return new("Carbonio__Ping__LookAgainAfter is a time from 00:00:05 to 00:30:00.");
        }
    }

    private static bool TryRead(string? text, out TimeSpan time) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
}
