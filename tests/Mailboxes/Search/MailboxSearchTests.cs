using System.Text;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Search;
using Xunit;
using static Carbonio.Cloud.Mailboxes.Tests.Search.SearchFixture;

namespace Carbonio.Cloud.Mailboxes.Tests.Search;

public sealed class MailboxSearchTests
{
    [Theory]
    [InlineData("quarterly", true)]
    [InlineData("QUARTER figures", true)]
    [InlineData("bob@example.test", true)]
    [InlineData("bob builder", true)]
    [InlineData("carol", true)]
    [InlineData("alice", true)]
    [InlineData("munchen", true)]
    [InlineData("\"grusse aus\"", true)]
    [InlineData("\"aus gruesse\"", false)]
    [InlineData("quarterly nowhere", false)]
    [InlineData("quarterly bob munchen", true)]
    [InlineData("Content-Type", false)]
    public async Task Given_a_mail_when_words_are_searched_then_subject_people_and_text_have_them_together(string text, bool isFound)
    {
        using var fixture = new SearchFixture();
        var mail = await fixture.DeliverAsync(Letter("Quarterly figures", "Grüße\r\naus München", "Bob Builder <bob@example.test>", headers: "Cc: Carol <c@example.test>\r\n"));

        var found = await fixture.FindAsync(text);

        Assert.Equal<IEnumerable<long>>(isFound ? [mail] : [], found.Items);
        Assert.Equal((SearchOutcome.Done, false), (found.Outcome, found.More));
    }

    [Fact]
    public async Task Given_a_word_behind_what_the_row_holds_when_it_is_searched_then_the_blob_is_read_and_it_is_found()
    {
        using var fixture = new SearchFixture();
        var mail = await fixture.DeliverAsync(Letter("Long", Filler(MailContent.HeadBytes * 3) + "needle in a haystack"));
        await fixture.DeliverAsync(Letter("Short", "nothing"));

        var found = await fixture.FindAsync("needle long");

        Assert.Equal([mail], found.Items);
        Assert.Equal(1, fixture.BlobReads);
    }

    [Fact]
    public async Task Given_a_word_that_the_row_has_when_it_is_searched_then_no_blob_is_read()
    {
        using var fixture = new SearchFixture();
        var mail = await fixture.DeliverAsync(Letter("Long needle", Filler(MailContent.HeadBytes * 3)));

        Assert.Equal([mail], (await fixture.FindAsync("needle lorem")).Items);
        Assert.Equal(0, fixture.BlobReads);
    }

    [Fact]
    public async Task Given_HTML_alone_when_a_word_is_searched_then_what_it_shows_is_searched_and_its_tags_are_not()
    {
        using var fixture = new SearchFixture();
        var body = $"<html><body><p>{Filler(3000)}</p><p class=\"hidden-name\">fine <b>nee</b>dle</p></body></html>";
        var mail = await fixture.DeliverAsync(Letter("Html as text", body));
        var html = await fixture.DeliverAsync(Encoding.UTF8.GetBytes($"From: b@example.test\r\nSubject: Shown\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}\r\n"), 1);

        Assert.Equal([html], (await fixture.FindAsync("needle")).Items);
        Assert.Equal([mail], (await fixture.FindAsync("hidden-name")).Items);
    }

    [Fact]
    public async Task Given_mails_of_several_folders_when_they_are_searched_then_the_newest_comes_first_and_other_folders_are_left_out()
    {
        using var fixture = new SearchFixture();
        var oldest = await fixture.DeliverAsync(Letter("needle", "1"), 30);
        var middle = await fixture.DeliverAsync(Letter("needle", "2"), 20, FolderIds.Sent);
        var newest = await fixture.DeliverAsync(Letter("needle", "3"), 10);
        var elsewhere = await fixture.DeliverAsync(Letter("needle", "4"), 15, FolderIds.Junk);
        var sameMoment = await fixture.DeliverAsync(Letter("needle", "5"), 20);

        Assert.Equal([newest, middle, sameMoment, oldest], (await fixture.FindAsync("needle", folders: [FolderIds.Inbox, FolderIds.Sent])).Items);
        Assert.Equal([elsewhere], (await fixture.FindAsync("needle", folders: FolderIds.Junk)).Items);
        Assert.Empty((await fixture.FindAsync("needle", folders: 4711)).Items);
    }

    [Fact]
    public async Task Given_bounds_of_time_when_mails_are_searched_then_those_at_the_bounds_are_left_out()
    {
        using var fixture = new SearchFixture();
        var now = fixture.Time.GetUtcNow();
        await fixture.DeliverAsync(Letter("needle", "1"), 10);
        var within = await fixture.DeliverAsync(Letter("needle", "2"), 20);
        await fixture.DeliverAsync(Letter("needle", "3"), 30);

        var found = await fixture.FindAsync(Query("needle") with { ReceivedAfter = now.AddMinutes(-30), ReceivedBefore = now.AddMinutes(-10) });

        Assert.Equal([within], found.Items);
        Assert.Empty((await fixture.FindAsync(Query("needle") with { ReceivedAfter = DateTimeOffset.MaxValue })).Items);
        Assert.Empty((await fixture.FindAsync(Query("needle") with { ReceivedBefore = DateTimeOffset.MinValue })).Items);
        Assert.Equal(3, (await fixture.FindAsync(Query("needle") with { ReceivedAfter = DateTimeOffset.MinValue, ReceivedBefore = DateTimeOffset.MaxValue })).Items.Count);
    }

    [Fact]
    public async Task Given_a_conversation_when_it_is_searched_then_only_its_mails_come()
    {
        using var fixture = new SearchFixture();
        var first = await fixture.DeliverAsync(Letter("One", "needle", headers: "Message-ID: <one@example.test>\r\n"), 10);
        var answer = await fixture.DeliverAsync(Letter("Re: One", "more", headers: "Message-ID: <two@example.test>\r\nReferences: <one@example.test>\r\n"));
        await fixture.DeliverAsync(Letter("Other", "needle", headers: "Message-ID: <three@example.test>\r\n"));
        var item = (await fixture.Mailbox.FindItemsAsync([first], None))[0]!;
        var conversation = new MailFields(item.Content).Memory(MailField.ConversationId);

        Assert.Equal([answer, first], (await fixture.FindAsync(new MailQuery { Folders = [FolderIds.Inbox], ConversationId = conversation })).Items);
        Assert.Equal([first], (await fixture.FindAsync(Query("needle") with { ConversationId = conversation })).Items);
    }

    [Fact]
    public async Task Given_a_blob_that_is_gone_when_its_text_is_searched_then_what_the_row_says_is_found_all_the_same()
    {
        using var fixture = new SearchFixture();
        var mail = await fixture.DeliverAsync(Letter("Lost", Filler(5000) + "needle"));
        await fixture.DeleteAsync((await fixture.Mailbox.FindItemsAsync([mail], None))[0]!.Blob!, None);

        Assert.Empty((await fixture.FindAsync("needle")).Items);
        Assert.Equal([mail], (await fixture.FindAsync("lost lorem")).Items);
    }

    [Fact]
    public async Task Given_more_than_are_wanted_when_they_are_searched_then_it_stops_and_says_that_there_are_more()
    {
        using var fixture = new SearchFixture();
        await DeliverManyAsync(fixture, 1000);
        var reads = fixture.Entities.RowsRead;

        var found = await fixture.FindAsync("needle", wanted: 10);

        Assert.True(found.More);
        Assert.True(found.Items.Count > 10);
        Assert.InRange(fixture.Entities.RowsRead - reads, 1, 1 + 500 + 100);
    }

    [Fact]
    public async Task Given_1000_mails_when_a_word_is_nowhere_then_each_is_read_once_and_nothing_is_written()
    {
        using var fixture = new SearchFixture();
        await DeliverManyAsync(fixture, 1000);
        var (reads, rows, writes) = (fixture.Entities.Reads, fixture.Entities.RowsRead, fixture.Entities.Writes);

        var found = await fixture.FindAsync("nowhere");

        Assert.Equal((SearchOutcome.Done, 0, false), (found.Outcome, found.Items.Count, found.More));

        // The mailbox row, two pages of the date index and their end, and 1000 items.
        Assert.InRange(fixture.Entities.Reads - reads, 1003, 1004);
        Assert.Equal(1 + 1000 + 1000, fixture.Entities.RowsRead - rows);
        Assert.Equal(writes, fixture.Entities.Writes);
        Assert.Equal(0, fixture.BlobReads);
    }

    [Fact]
    public async Task Given_the_next_page_when_nothing_changed_then_the_search_goes_on_and_each_item_is_read_once()
    {
        using var fixture = new SearchFixture();
        await DeliverManyAsync(fixture, 1000);
        var first = await fixture.FindAsync("needle", wanted: 100);
        var rows = fixture.Entities.RowsRead;

        var second = await fixture.FindAsync("needle", wanted: 200);

        Assert.Equal(first.Items, second.Items.Take(first.Items.Count));
        Assert.True(second.Items.Count > 200);
        Assert.InRange(fixture.Entities.RowsRead - rows, 1, 1 + 100);
    }

    [Fact]
    public async Task Given_the_same_page_again_when_nothing_changed_then_nothing_is_read_but_the_mailbox_row()
    {
        using var fixture = new SearchFixture();
        await DeliverManyAsync(fixture, 200);
        var first = await fixture.FindAsync("needle", wanted: 100);
        var rows = fixture.Entities.RowsRead;

        Assert.Equal(first.Items, (await fixture.FindAsync("needle", wanted: 100)).Items);
        Assert.Equal(rows + 1, fixture.Entities.RowsRead);
    }

    [Fact]
    public async Task Given_a_search_to_be_rebuilt_when_it_comes_again_then_it_begins_from_the_start()
    {
        using var fixture = new SearchFixture();
        await DeliverManyAsync(fixture, 100);
        await fixture.FindAsync("needle");
        var rows = fixture.Entities.RowsRead;

        Assert.Equal(100, (await fixture.FindAsync("needle", again: true)).Items.Count);
        Assert.Equal(rows + 1 + 100 + 100, fixture.Entities.RowsRead);
    }

    [Fact]
    public async Task Given_a_new_mail_when_the_search_comes_again_then_it_is_found()
    {
        using var fixture = new SearchFixture();
        var old = await fixture.DeliverAsync(Letter("needle", "1"), 10);
        Assert.Equal([old], (await fixture.FindAsync("needle")).Items);

        var fresh = await fixture.DeliverAsync(Letter("needle", "2"));

        Assert.Equal([fresh, old], (await fixture.FindAsync("needle")).Items);
    }

    [Fact]
    public async Task Given_a_moved_mail_when_its_old_and_new_folder_are_searched_then_it_is_found_in_the_new_one()
    {
        using var fixture = new SearchFixture();
        var mail = await fixture.DeliverAsync(Letter("needle", "1"));
        var item = (await fixture.Mailbox.FindItemsAsync([mail], None))[0]!;
        var batch = fixture.Mailbox.Begin(await fixture.Mailbox.ReadStateAsync(None), Origin.Server);
        batch.Move(item, FolderIds.Junk);
        Assert.True(await fixture.Mailbox.TryCommitAsync(batch, None));

        Assert.Empty((await fixture.FindAsync("needle")).Items);
        Assert.Equal([mail], (await fixture.FindAsync("needle", folders: [FolderIds.Inbox, FolderIds.Junk])).Items);
    }

    [Theory]
    [InlineData(49, SearchOutcome.TooComplex, 0)]
    [InlineData(50, SearchOutcome.Done, 0)]
    [InlineData(51, SearchOutcome.Done, 0)]
    public async Task Given_50_items_when_so_many_may_be_read_then_fewer_are_too_few(int maximum, SearchOutcome outcome, int found)
    {
        using var fixture = new SearchFixture(new SearchLimits { MaximumItems = maximum });
        await DeliverManyAsync(fixture, 50);

        var result = await fixture.FindAsync("nowhere");

        Assert.Equal((outcome, found), (result.Outcome, result.Items.Count));
    }

    [Theory]
    [InlineData(4, SearchOutcome.TooComplex)]
    [InlineData(5, SearchOutcome.Done)]
    [InlineData(6, SearchOutcome.Done)]
    public async Task Given_5_long_mails_when_so_many_texts_may_be_read_then_fewer_are_too_few(int maximum, SearchOutcome outcome)
    {
        using var fixture = new SearchFixture(new SearchLimits { MaximumBodies = maximum });
        for (var i = 0; i < 5; i++)
        {
            await fixture.DeliverAsync(Letter($"Long {i}", Filler(3000)), i);
        }

        Assert.Equal(outcome, (await fixture.FindAsync("nowhere")).Outcome);
    }

    [Fact]
    public async Task Given_too_many_texts_when_what_is_wanted_was_found_before_them_then_it_is_given()
    {
        using var fixture = new SearchFixture(new SearchLimits { MaximumBodies = 1 });
        var newest = await fixture.DeliverAsync(Letter("needle", "1"), 0);
        var next = await fixture.DeliverAsync(Letter("needle", "2"), 1);
        await fixture.DeliverAsync(Letter("Long 1", Filler(3000)), 2);
        await fixture.DeliverAsync(Letter("Long 2", Filler(3000)), 3);

        var found = await fixture.FindAsync("needle", wanted: 1);

        Assert.Equal((SearchOutcome.Done, true), (found.Outcome, found.More));
        Assert.Equal([newest, next], found.Items);
        Assert.Equal(SearchOutcome.TooComplex, (await fixture.FindAsync("needle", wanted: 2)).Outcome);
    }

    [Theory]
    [InlineData(5005, false)]
    [InlineData(5006, true)]
    [InlineData(5007, true)]
    public async Task Given_a_word_at_the_end_of_what_is_searched_of_a_text_when_it_is_cut_then_it_is_not_found(int maximumBytes, bool isFound)
    {
        using var fixture = new SearchFixture(new SearchLimits { MaximumTextBytes = maximumBytes });
        await fixture.DeliverAsync(Letter("Long", new string('x', 5000) + "needle"));

        Assert.Equal(isFound, (await fixture.FindAsync("needle")).Items.Count == 1);
    }

    [Fact]
    public async Task Given_a_slow_store_when_the_time_is_over_then_the_search_says_so_and_the_next_begins_anew()
    {
        using var fixture = new SearchFixture(new SearchLimits { MaximumTime = TimeSpan.FromSeconds(5) });
        var mail = await fixture.DeliverAsync(Letter("Long", Filler(3000) + "needle"));
        fixture.BeforeBlob = () => fixture.Time.Advance(TimeSpan.FromSeconds(5));

        var slow = await fixture.FindAsync("needle");
        fixture.BeforeBlob = () => fixture.Time.Advance(TimeSpan.FromSeconds(4.9));
        var fast = await fixture.FindAsync("needle");

        Assert.Equal((SearchOutcome.TimedOut, 0), (slow.Outcome, slow.Items.Count));
        Assert.Equal(SearchOutcome.Done, fast.Outcome);
        Assert.Equal([mail], fast.Items);
    }

    [Fact]
    public async Task Given_as_many_searches_as_may_run_when_one_more_comes_then_it_waits_and_times_out()
    {
        using var fixture = new SearchFixture(new SearchLimits { AtOnce = 1 });
        await fixture.DeliverAsync(Letter("Long", Filler(3000)));
        var held = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        fixture.BeforeBlob = () =>
        {
            begun.TrySetResult();
            held.Task.Wait(None);
        };
        var first = Task.Run(() => fixture.FindAsync("nowhere"), None);
        await begun.Task;

        var second = fixture.FindAsync("lorem");
        Assert.False(second.IsCompleted);
        fixture.Time.Advance(SearchLimits.Default.MaximumTime);

        Assert.Equal(SearchOutcome.TimedOut, (await second).Outcome);
        held.SetResult();
        await first;
    }

    private static async Task DeliverManyAsync(SearchFixture fixture, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await fixture.DeliverAsync(Letter($"needle {i}", "text"), i);
        }
    }
}
