namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>Why a draft can't be kept as it was sent.</summary>
public enum DraftProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It would be larger than a message may be.</summary>
    TooLarge,

    /// <summary>It would have more files than <see cref="DraftComposer.MaximumAttachments"/>.</summary>
    TooManyAttachments,

    /// <summary>Its original form is gone: nothing can be built on top of it.</summary>
    Lost,
}
