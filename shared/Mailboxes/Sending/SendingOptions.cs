namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>How mail is sent.</summary>
public sealed record SendingOptions
{
    /// <summary>Names this process among those that share the stores; new for each start.</summary>
    public required string Instance { get; init; }

    /// <summary>No other process works on the stores: what an earlier one was at is at nobody's hands now.</summary>
    public required bool OwnsStores { get; init; }

    /// <summary>From whom reports of failed deliveries come; null for MAILER-DAEMON of the sender's own domain.</summary>
    public string? ReportFrom { get; init; }

    /// <summary>Gives numbers from 0 to below 1, so that retries spread.</summary>
    public required Func<double> Random { get; init; }
}
