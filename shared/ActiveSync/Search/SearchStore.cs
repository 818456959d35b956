namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>What is searched.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.120.2 Name (Search).</remarks>
public enum SearchStore
{
    /// <summary>The user's mails.</summary>
    Mailbox,

    /// <summary>The address list.</summary>
    Gal,

    /// <summary>Documents, of which this server has none.</summary>
    DocumentLibrary,
}
