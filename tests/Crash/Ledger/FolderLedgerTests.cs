namespace Carbonio.Cloud.Crash.Tests;

/// <summary>The ledger finds each kind of damage to folders that the run is to find.</summary>
public sealed class FolderLedgerTests
{
    private static readonly SeenFolder Made = new("257", "0", "anna-1");

    private readonly MailLedger ledger = new();
    private readonly LedgerFolder folder;

    public FolderLedgerTests()
    {
        folder = ledger.AddFolder("anna-1");
        Effect.Of(folder.Place, Made.Place).Done();
    }

    [Fact]
    public void Given_a_folder_that_was_made_when_it_is_there_then_there_is_no_fault() => Assert.Empty(ledger.CompareFolders([Made]));

    [Fact]
    public void Given_a_folder_that_was_made_when_it_is_not_there_then_it_is_lost() =>
        Assert.Contains("lost", Assert.Single(ledger.CompareFolders([])), StringComparison.Ordinal);

    [Fact]
    public void Given_a_folder_that_was_made_when_it_is_there_twice_then_it_is_a_fault() =>
        Assert.Contains("2 times", Assert.Single(ledger.CompareFolders([Made, Made with { Id = "258" }])), StringComparison.Ordinal);

    [Fact]
    public void Given_a_folder_that_nobody_made_when_it_is_there_then_it_is_a_fault() =>
        Assert.Contains("never made", Assert.Single(ledger.CompareFolders([Made, new SeenFolder("258", "0", "anna-2")])), StringComparison.Ordinal);

    [Fact]
    public void Given_a_new_name_that_was_answered_when_the_old_one_is_there_then_it_is_a_fault()
    {
        Effect.Of(folder.Place, SeenFolder.PlaceOf("0", "anna-1~2")).Done();

        Assert.Contains("must be 0/anna-1~2", Assert.Single(ledger.CompareFolders([Made])), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_another_id_than_before_when_compared_then_it_is_a_fault()
    {
        Assert.Empty(ledger.CompareFolders([Made]));

        Assert.Contains("as 258", Assert.Single(ledger.CompareFolders([Made with { Id = "258" }])), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_deletion_that_was_answered_when_the_folder_is_there_then_it_is_a_fault()
    {
        Effect.Of(folder.Place, Places.Gone).Done();

        Assert.NotEmpty(ledger.CompareFolders([Made]));
    }
}
