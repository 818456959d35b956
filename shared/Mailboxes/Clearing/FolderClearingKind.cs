namespace Carbonio.Cloud.Mailboxes.Clearing;

/// <summary>How much of a folder goes. Numbers are stored: never give one again.</summary>
public enum FolderClearingKind
{
    /// <summary>Its items.</summary>
    Items = 1,

    /// <summary>Its items and all folders below it.</summary>
    ItemsAndSubfolders = 2,

    /// <summary>The folder itself, with all in it and below it.</summary>
    Folder = 3,
}
