using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Folders;

public sealed class FolderTreeTests
{
    // 300 > 301 > 302, and 310 beside them; 320 is hidden with 321 left below it; 330 stands in a folder that is no more.
    private readonly FolderTree tree = new(
    [
        Folder(300, FolderIds.Root, "Projects"),
        Folder(301, 300, "A"),
        Folder(302, 301, "Deep"),
        Folder(310, FolderIds.Root, "Archive"),
        Folder(320, FolderIds.Root, "Hidden") with { Deleted = true },
        Folder(321, 320, "Left"),
        Folder(330, 999, "Orphan"),
    ]);

    [Fact]
    public void Given_folders_whose_parents_are_gone_when_the_tree_is_shown_then_they_are_not_in_it() =>
        Assert.Equal([300, 301, 302, 310], tree.Visible.Keys.Order());

    [Theory]
    [InlineData(0, "projects", 0, true)]
    [InlineData(0, "PROJECTS", 300, false)]
    [InlineData(0, "A", 0, false)]
    [InlineData(300, "a", 0, true)]
    [InlineData(0, "Hidden", 0, false)]
    [InlineData(320, "Left", 0, false)]
    public void Given_a_parent_and_a_name_when_asked_then_only_visible_siblings_count_without_regard_to_case(int parent, string name, int but, bool has) =>
        Assert.Equal(has, tree.HasName(parent, name, but));

    [Theory]
    [InlineData(300, 1, 3)]
    [InlineData(301, 2, 2)]
    [InlineData(302, 3, 1)]
    [InlineData(310, 1, 1)]
    public void Given_a_folder_when_measured_then_levels_above_and_below_are_counted(int folder, int depth, int height)
    {
        Assert.Equal(depth, tree.Depth(folder));
        Assert.Equal(height, tree.Height(folder));
    }

    [Theory]
    [InlineData(302, 300, true)]
    [InlineData(300, 300, true)]
    [InlineData(300, 302, false)]
    [InlineData(310, 300, false)]
    public void Given_two_folders_when_asked_whether_one_is_within_the_other_then_itself_counts(int folder, int other, bool within) =>
        Assert.Equal(within, tree.IsWithin(folder, other));

    [Fact]
    public void Given_a_tree_when_all_below_is_listed_then_each_comes_before_its_parent() =>
        Assert.Equal([302, 301], tree.Below(300).Select(folder => folder.Id));

    [Fact]
    public void Given_a_hidden_folder_when_all_below_it_is_listed_then_it_is_found() =>
        Assert.Equal([321], tree.Below(320).Select(folder => folder.Id));

    [Fact]
    public void Given_a_folder_when_it_is_taken_away_then_all_below_it_is_too() =>
        Assert.Equal([310], tree.Without(300).Visible.Keys);

    [Fact]
    public void Given_parents_that_form_a_ring_when_asked_then_every_question_has_an_end()
    {
        var ring = new FolderTree([Folder(400, 401, "a"), Folder(401, 400, "b")]);

        Assert.Empty(ring.Visible);
        Assert.Equal([401], ring.Below(400).Select(folder => folder.Id));
        Assert.False(ring.IsWithin(400, 999));
        Assert.InRange(ring.Depth(400), 1, 4);
    }

    private static Folder Folder(int id, int parent, string name) => new(id, parent, name, FolderType.UserMail, 1);
}
