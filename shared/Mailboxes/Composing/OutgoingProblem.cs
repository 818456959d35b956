namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>Why a message cannot be sent as it was handed in.</summary>
public enum OutgoingProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It has no header fields, or more bytes of them than <see cref="OutgoingComposer.MaximumHeadBytes"/>.</summary>
    InvalidMessage,

    /// <summary>It says to be from somebody else.</summary>
    ForeignSender,

    /// <summary>It names no recipient.</summary>
    NoRecipients,
}
