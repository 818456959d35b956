using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class FolderPathsTests
{
    private static readonly IReadOnlyList<Folder> Folders =
    [
        .. Folder.Defaults,
        new(257, FolderIds.Root, "Projects", FolderType.UserMail, 2),
        new(258, 257, "A", FolderType.UserMail, 3),
        new(259, 257, "B/C", FolderType.UserMail, 4),
        new(260, FolderIds.Root, "2026", FolderType.UserMail, 5),
        new(261, FolderIds.Root, "Gone", FolderType.UserMail, 6, Deleted: true),
        new(262, 263, "Ring", FolderType.UserMail, 7),
        new(263, 262, "Ring", FolderType.UserMail, 8),
        new(264, FolderIds.Root, "B", FolderType.UserMail, 9),
        new(265, 264, "C", FolderType.UserMail, 10),
    ];

    [Theory]
    [InlineData("2", FolderIds.Inbox)]
    [InlineData("Inbox", FolderIds.Inbox)]
    [InlineData("/inbox/", FolderIds.Inbox)]
    [InlineData("INBOX", FolderIds.Inbox)]
    [InlineData("/Projects/A", 258)]
    [InlineData("projects/a", 258)]
    [InlineData("/Projects/B/C", 259)]
    [InlineData("/B/C", 265)]
    [InlineData("258", 258)]
    [InlineData("/2026", 260)]
    public void Given_a_folder_when_it_is_named_then_it_is_found(string text, int expected) =>
        Assert.Equal(expected, FolderPaths.Resolve(Folders, text)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("0")]
    [InlineData("261")]
    [InlineData("Gone")]
    [InlineData("2026")]
    [InlineData("Projects/X")]
    [InlineData("Projectsx")]
    [InlineData("Ring/Ring")]
    [InlineData("99999999999999999999")]
    public void Given_no_such_folder_when_it_is_named_then_nothing_is_found(string text) => Assert.Null(FolderPaths.Resolve(Folders, text));
}
