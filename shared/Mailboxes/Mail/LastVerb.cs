namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>What was done with a mail last. The numbers are stored, and sent to devices.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.44 LastVerbExecuted.</remarks>
public enum LastVerb
{
    /// <summary>Nothing, or nothing that is known.</summary>
    None = 0,

    /// <summary>Its author was answered.</summary>
    ReplyToSender = 1,

    /// <summary>All who got it were answered.</summary>
    ReplyToAll = 2,

    /// <summary>It was forwarded.</summary>
    Forward = 3,
}
