namespace Carbonio.Cloud.Mailboxes.OutOfOffice;

/// <summary>What somebody has said about being away. It is kept and told; nothing answers mail by it yet.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.122 Oof.</remarks>
public sealed record OutOfOfficeSettings
{
    /// <summary>Nothing said.</summary>
    public static OutOfOfficeSettings None { get; } = new();

    /// <summary>Whether somebody is away.</summary>
    public OutOfOfficeState State { get; init; }

    /// <summary>From when; null when never said. Counts when the state is <see cref="OutOfOfficeState.TimeBased"/>.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Until when; null when never said.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>To people of the same organisation.</summary>
    public OutOfOfficeReply Internal { get; init; } = OutOfOfficeReply.None;

    /// <summary>To others who stand in the user's contacts.</summary>
    public OutOfOfficeReply ExternalKnown { get; init; } = OutOfOfficeReply.None;

    /// <summary>To all others.</summary>
    public OutOfOfficeReply ExternalUnknown { get; init; } = OutOfOfficeReply.None;
}
