using System.Text;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The commands on bad items against the real admin API, and who may use it.</summary>
public sealed class BadItemApiTests : IAsyncLifetime
{
    private readonly AdminServer server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Given_a_bad_item_when_it_is_listed_then_its_number_place_reason_and_subject_are_shown()
    {
        var item = await AddBadAsync("alice@mine.test", keepBlob: true);

        var run = await RunAsync("mobile", "badItems", "list", "alice@mine.test", "--json");

        var listed = Assert.Single(run.Json["response"]!["items"]!.AsArray())!;
        Assert.Equal((item, 2), (listed["item"]!.GetValue<long>(), listed["folder"]!.GetValue<int>()));
        Assert.Equal(("Inbox", "Email", "Hi", "damaged", "phone1"), (
            $"{listed["folder_name"]}", $"{listed["class"]}", $"{listed["subject"]}", $"{listed["reason"]}", $"{listed["device"]}"));
        Assert.Equal(1, listed["count"]!.GetValue<int>());
        Assert.True(listed["first_seen"]!.GetValue<long>() > 0);
        Assert.Equal(listed["first_seen"]!.GetValue<long>(), listed["last_seen"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("item 1")]
    [InlineData("--item=1")]
    [InlineData("all_items")]
    [InlineData("all_items true")]
    [InlineData("--all-items")]
    public async Task Given_a_bad_item_that_can_be_shown_now_when_tried_again_in_any_style_then_it_is_replaced(string how)
    {
        await AddBadAsync("alice@mine.test", keepBlob: true);

        var run = await RunAsync(["mobile", "BADITEMS", "retry", "alice@mine.test", .. how.Split(' ')]);

        Assert.Equal("item 1 replaced by 2\n", run.Output);
        Assert.Equal("no bad items\n", (await RunAsync("mobile", "badItems", "list", "alice@mine.test")).Output);
    }

    [Fact]
    public async Task Given_one_of_two_that_is_still_bad_when_all_are_tried_then_it_says_which_and_fails()
    {
        await AddBadAsync("alice@mine.test", keepBlob: true);
        var lost = await AddBadAsync("alice@mine.test", keepBlob: false);

        var run = await RunAsync(1, "mobile", "badItems", "retry", "alice@mine.test", "all_items");

        Assert.Equal($"item {lost}: still bad (original_missing)\n1 of 2 items are still bad and stay listed; 1 were replaced.\n", run.Errors);
        var left = await server.BadItems.ListAsync(await server.MailboxAsync("alice@mine.test"), Cancel);
        Assert.Equal(lost, Assert.Single(left).Record.Item);
    }

    [Fact]
    public async Task Given_one_item_that_is_still_bad_when_it_is_tried_then_one_line_says_so()
    {
        await AddBadAsync("alice@mine.test", keepBlob: false);

        var run = await RunAsync(1, "mobile", "badItems", "retry", "alice@mine.test", "1");

        Assert.Equal("item 1: still bad (original_missing); it stays listed\n", run.Errors);
    }

    [Theory]
    [InlineData("retry alice@mine.test")]
    [InlineData("retry alice@mine.test item 1 all_items true")]
    [InlineData("retry alice@mine.test 7")]
    [InlineData("retry alice@mine.test x")]
    [InlineData("list nobody@mine.test")]
    public async Task Given_what_names_no_bad_item_when_run_then_one_line_says_what_is_wrong(string line)
    {
        var run = await RunAsync(1, ["mobile", "badItems", .. line.Split(' ')]);

        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Given_a_delegated_token_when_it_asks_for_its_domain_and_for_another_then_only_its_own_is_shown()
    {
        await AddBadAsync("alice@mine.test", keepBlob: true);
        await AddBadAsync("bob@other.test", keepBlob: true);

        var (status, mine) = await server.SendAsync("GET", "v1/mailboxes/alice@mine.test/badItems", server.DelegatedToken);

        Assert.Equal((200, 1), (status, mine!["items"]!.AsArray().Count));
        Assert.Equal(403, (await server.SendAsync("GET", "v1/mailboxes/bob@other.test/badItems", server.DelegatedToken)).Status);
        Assert.Equal(404, (await server.SendAsync("GET", "v1/mailboxes/bob@mine.test/badItems", server.DelegatedToken)).Status); // an alias that leads out
        Assert.Equal(403, (await server.SendAsync("POST", "v1/mailboxes/bob@other.test/badItems/1/retry", server.DelegatedToken)).Status);
        Assert.Single(await server.BadItems.ListAsync(await server.MailboxAsync("bob@other.test"), Cancel));
    }

    [Fact]
    public async Task Given_the_same_item_number_in_two_tenants_when_one_is_tried_again_then_the_other_stays()
    {
        await AddBadAsync("alice@mine.test", keepBlob: true);
        await AddBadAsync("eve@foreign.test", keepBlob: true);

        Assert.Equal(200, (await server.SendAsync("POST", "v1/mailboxes/alice@mine.test/badItems/1/retry", server.GlobalToken)).Status);

        Assert.Empty(await server.BadItems.ListAsync(await server.MailboxAsync("alice@mine.test"), Cancel));
        Assert.Single(await server.BadItems.ListAsync(await server.MailboxAsync("eve@foreign.test"), Cancel));
    }

    private Task<CliRun> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    private async Task<CliRun> RunAsync(int status, params string[] arguments)
    {
        var run = new CliRun { Handler = () => new HttpClientHandler() };
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        Assert.Equal(status, await run.RunAsync(arguments));
        return run;
    }

    private async Task<long> AddBadAsync(string address, bool keepBlob)
    {
        var mailbox = server.Mailboxes.Open(await server.MailboxAsync(address));
        var mime = Encoding.UTF8.GetBytes("Subject: Hi\r\nContent-Type: text/plain\r\n\r\nHello");
        var blob = $"{mailbox.Id.Tenant}/{mailbox.Id.Account}/{server.Mailboxes.NewId()}";
        if (keepBlob)
        {
            await server.Mailboxes.Blobs.WriteAsync(blob, mime, Cancel);
        }

        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        var item = batch.Add(new Item
        {
            Id = 0,
            Folder = 2,
            Class = ItemClass.Email,
            Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            Size = mime.Length,
            Blob = blob,
            Content = MailContentBuilder.Build(mime, receivedAsBcc: false).Content[..^1],
        });
        Assert.True(await mailbox.TryCommitAsync(batch, Cancel));
        await server.BadItems.NoteAsync(mailbox.Id, [new(item, BadItemReason.Damaged)], "phone1", Cancel);
        return item.Id;
    }
}
