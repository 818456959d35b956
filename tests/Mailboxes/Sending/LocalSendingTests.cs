using System.Text;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

/// <summary>Mail to accounts of this server.</summary>
public sealed class LocalSendingTests
{
    private const string Alice = "alice@example.test";
    private const string Bob = "bob@example.test";
    private const string Carol = "carol@other.test";

    private static string Sent { get; } = Encoding.UTF8.GetString(SendingFixture.Message);

    [Fact]
    public async Task Given_recipients_in_several_tenants_when_the_sender_is_answered_then_each_has_the_mail_and_nothing_is_left()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob, Carol, "dave@other.test");

        await fixture.SendAsync(Bob, Carol, Alice);

        Assert.Equal([Sent], await fixture.InboxAsync(Alice));
        Assert.Equal([Sent], await fixture.InboxAsync(Bob));
        Assert.Equal([Sent], await fixture.InboxAsync(Carol));
        Assert.Empty(await fixture.RowsAsync("dave@other.test", "i!"));
        Assert.NotEqual((await fixture.MailboxAsync(Bob)).Tenant, (await fixture.MailboxAsync(Carol)).Tenant);
        await fixture.AssertDoneAsync();
        Assert.Equal(3, fixture.Outgoing.Measures.Sent);
    }

    [Fact]
    public async Task Given_an_account_named_by_two_of_its_addresses_when_sent_then_it_gets_one_mail()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);
        await fixture.AddAliasAsync(Bob, "robert@example.test");

        await fixture.SendAsync(Bob, "robert@example.test", "BOB@example.test");

        Assert.Single(await fixture.InboxAsync(Bob));
    }

    [Fact]
    public async Task Given_an_unknown_address_of_a_domain_of_ours_when_sent_then_its_sender_is_told_at_once_and_others_have_the_mail()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);

        await fixture.SendAsync("nobody@example.test", Bob);

        Assert.Single(await fixture.InboxAsync(Bob));
        var report = Assert.Single(await fixture.InboxAsync(Alice));
        Assert.Contains("Final-Recipient: rfc822; nobody@example.test\r\nAction: failed\r\nStatus: 5.1.1\r\n", report, StringComparison.Ordinal);
        Assert.Contains("Subject: Secret plan", report, StringComparison.Ordinal);
        Assert.DoesNotContain("The body.", report, StringComparison.Ordinal);
        Assert.DoesNotContain(Bob, report, StringComparison.Ordinal);
        Assert.Empty(fixture.Relay.Calls);
        await fixture.AssertDoneAsync();
        Assert.Equal(1, fixture.Outgoing.Measures.Bounced);
    }

    [Theory]
    [InlineData("zimbraAccountStatus", "closed", "5.2.1")]
    [InlineData("zimbraMailQuota", "10", "5.2.2")]
    public async Task Given_an_account_that_takes_no_mail_when_sent_then_its_sender_is_told_why(string attribute, string value, string status)
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob, Carol);
        await fixture.SetAsync(Bob, attribute, value);

        await fixture.SendAsync(Bob, Carol);

        Assert.Contains($"Status: {status}\r\n", Assert.Single(await fixture.InboxAsync(Alice)), StringComparison.Ordinal);
        Assert.Empty(await fixture.InboxAsync(Bob));
        Assert.Single(await fixture.InboxAsync(Carol));
    }

    [Fact]
    public async Task Given_a_sender_over_quota_when_a_mail_of_theirs_fails_then_they_are_told_all_the_same()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);
        await fixture.SetAsync(Alice, "zimbraMailQuota", "10");

        await fixture.SendAsync("nobody@example.test");

        Assert.Single(await fixture.InboxAsync(Alice));
    }

    [Fact]
    public async Task Given_a_mailbox_under_maintenance_when_it_is_back_then_it_gets_the_mail_once_and_nobody_is_told()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob, Carol);
        await fixture.SetAsync(Bob, "zimbraAccountStatus", "maintenance");

        await fixture.SendAsync(Bob, Carol);
        await fixture.PassAsync(TimeSpan.FromMinutes(30));
        await fixture.SetAsync(Bob, "zimbraAccountStatus", "active");
        await fixture.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Single(await fixture.InboxAsync(Bob));
        Assert.Single(await fixture.InboxAsync(Carol));
        Assert.Empty(await fixture.InboxAsync(Alice));
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_mailbox_under_maintenance_for_too_long_when_48_hours_are_over_then_its_sender_is_told_once()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);
        await fixture.SetAsync(Bob, "zimbraAccountStatus", "maintenance");
        await fixture.SendAsync(Bob);

        await fixture.PassAsync(RetrySchedule.GiveUpAfter - TimeSpan.FromMinutes(1));
        Assert.Empty(await fixture.InboxAsync(Alice));
        await fixture.PassAsync(RetrySchedule.LongestPause * 1.2);

        var report = Assert.Single(await fixture.InboxAsync(Alice));
        Assert.Contains("Status: 5.4.7\r\n", report, StringComparison.Ordinal);
        Assert.Contains("under maintenance", report, StringComparison.Ordinal);
        await fixture.PassAsync(WorkHints());
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_mailbox_whose_store_is_away_when_sent_then_the_others_have_the_mail_and_it_gets_it_later()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob, Carol);
        var partition = (await fixture.MailboxAsync(Bob)).Partition;
        fixture.Entities.BeforeWrite = batch => batch.Partition == partition ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        await fixture.SendAsync(Bob, Carol);
        Assert.Single(await fixture.InboxAsync(Carol));
        fixture.Entities.BeforeWrite = null;
        Assert.Empty(await fixture.InboxAsync(Bob));
        await fixture.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Single(await fixture.InboxAsync(Bob));
        Assert.Single(await fixture.InboxAsync(Carol));
        Assert.Empty(await fixture.InboxAsync(Alice));
    }

    [Fact]
    public async Task Given_a_delivery_whose_answer_was_lost_when_it_is_repeated_then_there_is_one_mail()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);
        var partition = (await fixture.MailboxAsync(Bob)).Partition;
        await fixture.Services.Open(await fixture.MailboxAsync(Bob)).ReadStateAsync(SendingFixture.Cancel);
        fixture.Entities.AfterWrite = batch => batch.Partition == partition ? throw new StoreUnavailableException("The answer was lost.") : Task.CompletedTask;

        await fixture.SendAsync(Bob);
        fixture.Entities.AfterWrite = null;
        await fixture.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Single(await fixture.InboxAsync(Bob));
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_server_that_was_away_for_three_days_behind_a_delivery_when_it_starts_then_there_is_still_one_mail()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);
        await fixture.SendAsync(Alice, Bob); // mailboxes are made
        var dying = new SendingFixture(fixture);
        var alice = (await fixture.MailboxAsync(Alice)).Partition;
        fixture.Entities.BeforeWrite = batch => batch.Partition == alice && batch.Writes.Any(write => write.Kind == EntityWriteKind.Delete) ? throw new StoreUnavailableException("Dies.") : Task.CompletedTask;
        await dying.SendAsync(Bob);
        fixture.Entities.BeforeWrite = null;
        Assert.Single(await fixture.RowsAsync(Alice));

        fixture.Time.Advance(TimeSpan.FromDays(3));
        await fixture.RunAsync();

        Assert.Equal(2, (await fixture.InboxAsync(Bob)).Count);
        Assert.Empty(await fixture.RowsAsync(Alice));
    }

    [Fact]
    public async Task Given_two_that_work_off_the_same_outbox_at_once_when_a_recipient_is_unknown_then_there_is_one_report_and_one_mail()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);
        var other = new SendingFixture(fixture);
        var alice = (await fixture.MailboxAsync(Alice)).Partition;
        var raced = false;
        fixture.Entities.BeforeWrite = async batch =>
        {
            if (!raced && batch.Partition == alice && batch.Writes.Any(write => write.Kind == EntityWriteKind.Delete))
            {
                raced = true;
                await other.Outbox.RunAllAsync(SendingFixture.Cancel);
            }
        };

        await fixture.SendAsync(Bob, "nobody@example.test");

        Assert.True(raced);
        Assert.Single(await fixture.InboxAsync(Bob));
        Assert.Single(await fixture.InboxAsync(Alice));
        await fixture.PassAsync(WorkHints());
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_an_account_that_was_deleted_while_its_mail_waits_when_worked_off_then_nothing_comes_back()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, Bob);
        await fixture.SetAsync(Bob, "zimbraAccountStatus", "maintenance");
        await fixture.SendAsync(Bob);
        var mailbox = await fixture.MailboxAsync(Alice);
        Assert.Single(await fixture.RowsAsync(Alice));

        await new MailboxRemoval(fixture.Store, fixture.Store, fixture.Hints).RemoveAsync(mailbox, SendingFixture.Cancel);
        await fixture.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Empty(await fixture.AllRowsAsync(Alice));
        Assert.Empty(await fixture.BlobsAsync(Alice));
        Assert.Null(await fixture.Hints.FindAsync(mailbox, SendingFixture.Cancel));
    }

    [Fact]
    public async Task Given_a_large_mail_to_many_when_sent_then_a_run_takes_a_part_and_the_next_goes_on()
    {
        string[] recipients = [.. Enumerable.Range(0, 6).Select(i => $"r{i}@example.test")];
        var fixture = await SendingFixture.WithAccountsAsync([Alice, .. recipients]);
        var message = new byte[MailSubmission.MaximumMessageBytes];
        SendingFixture.Message.CopyTo(message, 0);
        var alice = await fixture.MailboxAsync(Alice);
        var (prepared, _) = await fixture.Submission.PrepareAsync(alice, new(Alice, recipients, message), SendingFixture.Cancel);
        var mailbox = fixture.Services.Open(alice);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(SendingFixture.Cancel), Origin.Server);
        fixture.Submission.Put(batch, prepared!);
        Assert.True(await mailbox.TryCommitAsync(batch, SendingFixture.Cancel));

        Assert.Equal(5, fixture.Outgoing.Measures.Sent);
        await fixture.RunAsync();

        Assert.Equal(6, fixture.Outgoing.Measures.Sent);
        Assert.Empty(await fixture.RowsAsync(Alice));
    }

    [Fact]
    public async Task Given_a_hundred_recipients_of_whom_half_are_unknown_when_sent_then_one_report_names_them_all()
    {
        string[] known = [.. Enumerable.Range(0, 50).Select(i => $"r{i}@example.test")];
        var fixture = await SendingFixture.WithAccountsAsync([Alice, .. known]);

        await fixture.SendAsync([.. known, .. Enumerable.Range(0, 50).Select(i => $"x{i}@example.test")]);

        var report = Assert.Single(await fixture.InboxAsync(Alice));
        Assert.Equal(50, report.Split("Final-Recipient: rfc822; x").Length - 1);
        Assert.Equal(50, fixture.Outgoing.Measures.Sent);
    }

    private static TimeSpan WorkHints() => Mailboxes.Outbox.WorkHints.SettledAfter + TimeSpan.FromMinutes(1);
}
