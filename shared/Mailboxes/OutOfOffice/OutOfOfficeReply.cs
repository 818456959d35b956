namespace Carbonio.Cloud.Mailboxes.OutOfOffice;

/// <summary>What one audience is answered.</summary>
/// <param name="Enabled">Whether it is answered at all.</param>
/// <param name="Message">The answer as it was set; null when none was.</param>
/// <param name="IsHtml">The answer is HTML, and not plain text.</param>
public sealed record OutOfOfficeReply(bool Enabled, string? Message, bool IsHtml)
{
    /// <summary>Longest answer, in UTF-8.</summary>
    public const int MaximumMessageBytes = 32 * 1024;

    /// <summary>None.</summary>
    public static OutOfOfficeReply None { get; } = new(Enabled: false, null, IsHtml: false);
}
