namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>Requests of SendMail that are not as they should be.</summary>
public enum ComposeMailCases
{
    NoClientId,
    NoMime,
    EmptyMime,
    UnknownElement,
    OtherAccount,
    Template,
    SourceOfNothing,
    LongestClientId,
    TooLongClientId,
}
