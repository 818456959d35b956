namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>What a try came to for one recipient.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Status">The enhanced status code, such as 5.1.1 ([RFC 3463]); empty when accepted.</param>
/// <param name="Text">Why, on one line; what a relay said with its code in front. Empty when accepted.</param>
/// <param name="FromRelay">A relay said it.</param>
public sealed record SendAnswer(SendVerdict Verdict, string Status, string Text, bool FromRelay = false)
{
    /// <summary>Delivered, or taken over.</summary>
    public static SendAnswer Accepted { get; } = new(SendVerdict.Accepted, string.Empty, string.Empty);

    /// <summary>Not tried.</summary>
    public static SendAnswer Untried { get; } = new(SendVerdict.Untried, string.Empty, string.Empty);

    /// <summary>The connection ended behind the end of the message.</summary>
    public static SendAnswer Lost(string text) => new(SendVerdict.Lost, "4.4.2", text);
}
