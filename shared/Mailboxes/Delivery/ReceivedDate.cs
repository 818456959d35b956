namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>Decides when a mail was received, which orders it in its folder for good.</summary>
internal static class ReceivedDate
{
    /// <summary>Clocks of mail servers may go wrong by this much and are still believed.</summary>
    public static TimeSpan MaximumLead { get; } = TimeSpan.FromDays(1);

    /// <summary>Nothing was received before.</summary>
    public static DateTimeOffset Earliest { get; } = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the caller says, brought into the sane range; else the first header that is in it; else now.</summary>
    public static DateTimeOffset Choose(DateTimeOffset? said, DateTimeOffset? received, DateTimeOffset? date, DateTimeOffset now)
    {
        if (said is { } moment)
        {
            return (moment < Earliest ? Earliest : moment > now + MaximumLead ? now : moment).ToUniversalTime();
        }

        foreach (var header in (ReadOnlySpan<DateTimeOffset?>)[received, date])
        {
            if (header is { } found && found >= Earliest && found <= now + MaximumLead)
            {
                return found.ToUniversalTime();
            }
        }

        return now;
    }
}
