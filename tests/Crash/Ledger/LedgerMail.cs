namespace Carbonio.Cloud.Crash.Tests;

/// <summary>What was asked of the server about one mail, and what it answered.</summary>
/// <param name="subject">Its name: no other mail of the run has it.</param>
/// <param name="message">The message as it was handed in.</param>
/// <param name="isOld">Received long before the window of a phone that syncs one week.</param>
internal sealed class LedgerMail(string subject, string message, bool isOld)
{
    public const string Yes = "yes";
    public const string No = "no";

    public string Subject { get; } = subject;

    public string Message { get; } = message;

    public bool IsOld { get; } = isOld;

    /// <summary>What is known of one that a phone wrote; null for one that was handed in.</summary>
    public LedgerDraft? Draft { get; init; }

    /// <summary>The id of a folder, or one of <see cref="Places"/>.</summary>
    public Register<string> Place { get; } = new(Places.Nowhere, Places.Gone);

    public Register<string> Read { get; } = new(No);

    public Register<string> Flagged { get; } = new(No);

    /// <summary>Its delivery, from when it is handed in; a mail that a phone was given has been delivered, whoever was told so.</summary>
    public Effect? Delivery { get; private set; }

    /// <summary>The item's number, the part of its ServerId that never changes; null until it is known.</summary>
    public string? Number { get; private set; }

    /// <summary>It is about to be handed in to a folder.</summary>
    public void HandIn(string folder) => Delivery ??= Effect.Of(Place, folder);

    /// <summary>Takes note of the ServerId that the server gave.</summary>
    /// <returns>False when it gave another number before.</returns>
    public bool IsNumbered(string serverId)
    {
        var number = serverId[(serverId.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return (Number ??= number) == number;
    }
}
