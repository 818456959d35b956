namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>Why a mail cannot be submitted.</summary>
public enum SubmissionProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It names no recipient.</summary>
    NoRecipients,

    /// <summary>It names more than <see cref="MailSubmission.MaximumRecipients"/>.</summary>
    TooManyRecipients,

    /// <summary>One is no address that could stand in an SMTP command.</summary>
    InvalidRecipient,

    /// <summary>The message has more than <see cref="MailSubmission.MaximumMessageBytes"/>.</summary>
    TooLarge,
}
