namespace Carbonio.Cloud.Wbxml;

/// <summary>All code pages of ActiveSync.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1 Code Pages.</remarks>
public static class CodePages
{
    private static readonly CodePage[] Pages =
    [
        AirSyncPage.Page,
        ContactsPage.Page,
        EmailPage.Page,
        AirNotifyPage.Page,
        CalendarPage.Page,
        MovePage.Page,
        GetItemEstimatePage.Page,
        FolderHierarchyPage.Page,
        MeetingResponsePage.Page,
        TasksPage.Page,
        ResolveRecipientsPage.Page,
        ValidateCertPage.Page,
        Contacts2Page.Page,
        PingPage.Page,
        ProvisionPage.Page,
        SearchPage.Page,
        GalPage.Page,
        AirSyncBasePage.Page,
        SettingsPage.Page,
        DocumentLibraryPage.Page,
        ItemOperationsPage.Page,
        ComposeMailPage.Page,
        Email2Page.Page,
        NotesPage.Page,
        RightsManagementPage.Page,
        FindPage.Page,
    ];

    /// <summary>The pages in order of their numbers, which are 0 to 25 without a gap.</summary>
    public static IReadOnlyList<CodePage> All => Pages;

    /// <summary>The page that SWITCH_PAGE <paramref name="number"/> selects.</summary>
    /// <returns>Null when there is no such page.</returns>
    public static CodePage? Find(int number) => (uint)number < (uint)Pages.Length ? Pages[number] : null;

    /// <summary>The page of an XML namespace, compared as written in the specification.</summary>
    /// <returns>Null when there is no such page.</returns>
    public static CodePage? Find(string @namespace) => Array.Find(Pages, page => page.Namespace == @namespace);

    /// <summary>The tag called <paramref name="name"/> on a page.</summary>
    /// <returns>Null when the page or the name does not exist.</returns>
    public static WbxmlTag? FindTag(int page, string name) => Find(page)?.FindTag(name);

    /// <summary>The name of a tag, such as <c>SyncKey</c>.</summary>
    /// <returns>Null when the tag is on no page.</returns>
    public static string? FindName(WbxmlTag tag) => Find(tag.PageNumber())?.FindName(tag.Token());

    /// <summary>Whether the tag is in the tables.</summary>
    public static bool IsKnown(WbxmlTag tag) => FindName(tag) is not null;
}
