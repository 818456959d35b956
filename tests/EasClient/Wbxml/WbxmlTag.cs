namespace Carbonio.Cloud.EasClient;

/// <summary>One row of a code page.</summary>
/// <param name="Page">Code page.</param>
/// <param name="Token">0x05 to 0x3F, without the content and attribute bits.</param>
/// <param name="PageName">The namespace, such as <c>AirSync</c>.</param>
/// <param name="Name">The local name, such as <c>SyncKey</c>.</param>
/// <param name="First">First protocol version that has the tag.</param>
/// <param name="Last">Last protocol version that has it.</param>
public sealed record WbxmlTag(byte Page, byte Token, string PageName, string Name, EasVersion First, EasVersion Last)
{
    /// <summary>Namespace and name, such as <c>AirSync:SyncKey</c>.</summary>
    public string QualifiedName { get; } = $"{PageName}:{Name}";

    /// <summary>Whether the tag may appear at a protocol version.</summary>
    public bool IsIn(EasVersion version) => First.Tenfold <= version.Tenfold && version.Tenfold <= Last.Tenfold;
}
