namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to SendMail, SmartReply or SmartForward.</summary>
/// <param name="Status">Null when the message was sent: the answer is empty then.</param>
/// <param name="Answer">The whole.</param>
public sealed record ComposeMailAnswer(long? Status, EasAnswer Answer);
