using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

/// <summary>Mail for elsewhere.</summary>
public sealed class RelaySendingTests
{
    private const string Alice = "alice@example.test";
    private const string Bob = "bob@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<SendingFixture> AloneAsync() => SendingFixture.WithAccountsAsync(Alice);

    [Fact]
    public async Task Given_recipients_elsewhere_when_sent_then_the_relay_gets_the_mail_and_nothing_is_left()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, "carol@other.test");

        await fixture.SendAsync(Bob, "Dave@Example.ORG", "carol@other.test");
        await fixture.Outgoing.WhenIdleAsync();

        Assert.Equal([Bob, "Dave@Example.ORG"], Assert.Single(fixture.Relay.Calls).Recipients);
        Assert.Equal(Alice, fixture.Relay.Calls.First().Sender);
        Assert.Equal(SendingFixture.Message, Assert.Single(fixture.Relay.Messages));
        Assert.Single(await fixture.InboxAsync("carol@other.test"));
        Assert.Empty(await fixture.InboxAsync(Alice));
        await fixture.AssertDoneAsync();
        Assert.Equal((3, 0), (fixture.Outgoing.Measures.Sent, fixture.Outgoing.Relaying));
    }

    [Fact]
    public async Task Given_500_recipients_when_sent_then_each_hundred_is_a_transaction()
    {
        var fixture = await AloneAsync();

        await fixture.SendAsync([.. Enumerable.Range(0, 500).Select(i => $"r{i}@example.org")]);
        await fixture.Outgoing.WhenIdleAsync();

        Assert.Equal([100, 100, 100, 100, 100], fixture.Relay.Calls.Select(call => call.Recipients.Count));
        Assert.Equal(500, fixture.Relay.Arrived.Distinct().Count());
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_relay_that_hangs_when_sent_then_the_sender_is_answered_and_local_recipients_have_the_mail()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, "carol@other.test");
        var hanging = new TaskCompletionSource();
        fixture.Relay.Before = cancel => hanging.Task.WaitAsync(cancel);

        await fixture.SendAsync(Bob, "carol@other.test");

        Assert.Single(await fixture.InboxAsync("carol@other.test"));
        Assert.Equal(1, fixture.Outgoing.Relaying);
        hanging.SetResult();
        await fixture.Outgoing.WhenIdleAsync();
        Assert.Equal([Bob], fixture.Relay.Arrived);
    }

    [Fact]
    public async Task Given_a_relay_that_hangs_for_ever_when_the_longest_time_is_over_then_the_mail_waits_for_the_next_try()
    {
        var fixture = await AloneAsync();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Relay.Before = cancel =>
        {
            began.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        };
        await fixture.SendAsync(Bob);
        await began.Task;

        fixture.Time.Advance(RelaySender.LongestConversation);
        await fixture.Outgoing.WhenIdleAsync();
        fixture.Relay.Before = _ => Task.CompletedTask;
        await fixture.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([Bob], fixture.Relay.Arrived);
    }

    [Fact]
    public async Task Given_a_relay_that_greylists_when_tried_again_then_it_is_at_the_times_of_the_schedule_and_costs_nothing_before()
    {
        var fixture = await AloneAsync();
        fixture.Relay.Answer = _ => ScriptedRelay.Greylisted;
        var start = fixture.Time.GetUtcNow();
        var tries = new List<double>();
        fixture.Relay.Before = _ =>
        {
            tries.Add((fixture.Time.GetUtcNow() - start).TotalMinutes);
            return Task.CompletedTask;
        };

        await fixture.SendAsync(Bob);
        await fixture.Outgoing.WhenIdleAsync();
        await fixture.PassAsync(TimeSpan.FromMinutes(200));

        Assert.Equal([0, 1, 3, 8, 18, 38, 78, 138, 198], tries);
        var writes = fixture.Store.Writes;
        await fixture.PassAsync(TimeSpan.FromMinutes(50));
        Assert.Equal(writes, fixture.Store.Writes);
        Assert.Empty(await fixture.InboxAsync(Alice));
        Assert.Equal(tries.Count, fixture.Outgoing.Measures.Deferred);
    }

    [Fact]
    public async Task Given_recipients_with_each_answer_when_sent_then_each_goes_its_own_way()
    {
        var fixture = await AloneAsync();
        var grey = true;
        fixture.Relay.Answer = address => address[0] switch
        {
            'r' => ScriptedRelay.Unknown,
            'g' when grey => ScriptedRelay.Greylisted,
            _ => SendAnswer.Accepted,
        };

        await fixture.SendAsync("ok@example.org", "refused@example.org", "grey@example.org");
        await fixture.Outgoing.WhenIdleAsync();
        var report = Assert.Single(await fixture.InboxAsync(Alice));
        grey = false;
        await fixture.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Contains("Final-Recipient: rfc822; refused@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user\r\n", report, StringComparison.Ordinal);
        Assert.Equal(["grey@example.org"], fixture.Relay.Calls.Last().Recipients);
        Assert.Equal(["ok@example.org", "grey@example.org"], fixture.Relay.Arrived);
        Assert.Single(await fixture.InboxAsync(Alice));
        await fixture.PassAsync(WorkHints.SettledAfter);
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_recipient_who_never_can_be_reached_when_48_hours_are_over_then_one_report_says_what_the_relay_said_last()
    {
        var fixture = await AloneAsync();
        fixture.Relay.Answer = _ => ScriptedRelay.Greylisted;
        await fixture.SendAsync(Bob);

        await fixture.PassAsync(RetrySchedule.GiveUpAfter - TimeSpan.FromMinutes(1));
        Assert.Empty(await fixture.InboxAsync(Alice));
        await fixture.PassAsync(RetrySchedule.LongestPause);
        await fixture.PassAsync(TimeSpan.FromHours(3));

        var report = Assert.Single(await fixture.InboxAsync(Alice));
        Assert.Contains("Status: 5.4.7\r\nDiagnostic-Code: smtp; 451 4.7.1 Come again\r\n", report, StringComparison.Ordinal);
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_connection_lost_behind_the_message_when_tried_again_then_it_is_sent_once_more_and_no_more()
    {
        var fixture = await AloneAsync();
        fixture.Relay.Answer = _ => SendAnswer.Lost("Gone.");

        await fixture.SendAsync(Bob);
        await fixture.Outgoing.WhenIdleAsync();
        Assert.Empty(await fixture.InboxAsync(Alice));
        await fixture.PassAsync(TimeSpan.FromHours(4));

        Assert.Equal([Bob, Bob], fixture.Relay.Arrived);
        Assert.Contains("It may have arrived", Assert.Single(await fixture.InboxAsync(Alice)), StringComparison.Ordinal);
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_connection_lost_behind_the_message_when_the_second_try_is_answered_then_nobody_is_told_anything()
    {
        var fixture = await AloneAsync();
        var tries = 0;
        fixture.Relay.Answer = _ => ++tries switch
        {
            1 => SendAnswer.Lost("Gone."),
            2 => ScriptedRelay.Greylisted,
            _ => SendAnswer.Accepted,
        };

        await fixture.SendAsync(Bob);
        await fixture.PassAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(3, tries);
        Assert.Equal([Bob, Bob], fixture.Relay.Arrived);
        Assert.Empty(await fixture.InboxAsync(Alice));
    }

    [Fact]
    public async Task Given_no_relay_when_sent_elsewhere_then_the_sender_is_told_at_once_and_local_recipients_have_the_mail()
    {
        var accounts = await SendingFixture.WithAccountsAsync(Alice, "carol@other.test");
        var fixture = new SendingFixture(accounts, hasRelay: false);

        await fixture.SendAsync(Bob, "carol@other.test");

        var report = Assert.Single(await fixture.InboxAsync(Alice));
        Assert.Contains("Status: 5.4.4\r\n", report, StringComparison.Ordinal);
        Assert.Contains("no relay is set up", report, StringComparison.Ordinal);
        Assert.Single(await fixture.InboxAsync("carol@other.test"));
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_relay_that_throws_what_it_should_not_when_sent_then_the_mail_waits()
    {
        var fixture = await AloneAsync();
        fixture.Relay.Before = _ => throw new InvalidOperationException("A fault.");

        await fixture.SendAsync(Bob);
        await fixture.Outgoing.WhenIdleAsync();
        fixture.Relay.Before = _ => Task.CompletedTask;
        await fixture.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([Bob], fixture.Relay.Arrived);
    }

    [Fact]
    public async Task Given_two_instances_that_find_the_same_row_when_both_send_then_the_relay_gets_it_once()
    {
        var first = new SendingFixture(await AloneAsync(), ownsStores: false);
        var second = new SendingFixture(first, ownsStores: false);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var going = new TaskCompletionSource();
        first.Relay.Before = _ =>
        {
            began.TrySetResult();
            return going.Task;
        };
        await first.SendAsync(Bob);
        await began.Task;

        await second.RunAsync();
        await second.RunAsync();
        going.SetResult();
        await first.Outgoing.WhenIdleAsync();

        Assert.Single(first.Relay.Calls);
        Assert.Equal([Bob], first.Relay.Arrived);
        await first.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_claim_written_between_the_look_and_the_claim_when_sent_then_only_one_of_both_sends()
    {
        var first = new SendingFixture(await AloneAsync(), ownsStores: false);
        var second = new SendingFixture(first, ownsStores: false);
        var raced = false;
        first.Entities.BeforeWrite = async batch =>
        {
            if (!raced && batch.Writes is [{ Kind: EntityWriteKind.Replace, Row: ['o', '!', ..] }])
            {
                raced = true;
                await second.RunAsync();
            }
        };

        await first.SendAsync(Bob);
        await first.Outgoing.WhenIdleAsync();

        Assert.True(raced);
        Assert.Equal([Bob], first.Relay.Arrived);
    }

    [Fact]
    public async Task Given_an_instance_that_died_before_the_end_of_the_message_when_its_claim_is_over_then_another_sends()
    {
        var (first, second) = await DyingAsync(ownsStores: false, handedOver: false);

        await second.PassAsync(RelaySender.ClaimTime - TimeSpan.FromMinutes(1));
        Assert.Empty(second.Relay.Arrived);
        await second.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([Bob], second.Relay.Arrived);
        Assert.Equal(0, first.Outgoing.Measures.Sent);
    }

    [Fact]
    public async Task Given_a_process_that_died_before_the_end_of_the_message_when_it_starts_on_stores_of_its_own_then_the_mail_goes_at_once()
    {
        var (_, second) = await DyingAsync(ownsStores: true, handedOver: false);

        await second.RunAsync();

        Assert.Equal([Bob], second.Relay.Arrived);
    }

    [Fact]
    public async Task Given_a_process_that_died_behind_the_end_of_the_message_when_it_starts_then_the_mail_is_sent_once_more_and_no_more()
    {
        var (_, second) = await DyingAsync(ownsStores: true, handedOver: true);
        Assert.Equal([Bob], second.Relay.Arrived);

        second.Relay.Answer = _ => SendAnswer.Lost("Gone.");
        await second.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal([Bob, Bob], second.Relay.Arrived);
        Assert.Single(await second.InboxAsync(Alice));
    }

    [Fact]
    public async Task Given_a_claim_that_ran_out_while_its_owner_still_sends_when_another_has_taken_it_then_the_owner_does_not_end_the_message()
    {
        var first = new SendingFixture(await AloneAsync(), ownsStores: false);
        var second = new SendingFixture(first, ownsStores: false);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var going = new TaskCompletionSource();
        var calls = 0;
        first.Relay.Before = async _ =>
        {
            if (++calls == 1)
            {
                began.SetResult();
                await going.Task; // deaf to its time
            }
        };
        await first.SendAsync(Bob);
        await began.Task;
        first.Time.Advance(RelaySender.ClaimTime);

        await second.RunAsync();
        going.SetResult();
        await first.Outgoing.WhenIdleAsync();

        Assert.Equal(2, calls);
        Assert.Equal([Bob], first.Relay.Arrived);
    }

    [Fact]
    public async Task Given_a_server_that_stops_before_the_end_of_a_message_when_it_starts_again_then_the_mail_goes_at_once()
    {
        var first = await AloneAsync();
        first.Relay.Before = cancel => Task.Delay(Timeout.Infinite, cancel);
        await first.SendAsync(Bob);

        await first.Outgoing.DisposeAsync();
        var second = new SendingFixture(first, ownsStores: false);
        second.Relay.Before = _ => Task.CompletedTask;
        await second.RunAsync();

        Assert.Equal([Bob], second.Relay.Arrived);
    }

    [Fact]
    public async Task Given_a_server_that_stops_behind_the_end_of_a_message_when_the_answer_does_not_come_then_the_mail_is_sent_once_more()
    {
        var first = await AloneAsync();
        var handedOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Relay.Behind = cancel =>
        {
            handedOver.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        };
        await first.SendAsync(Bob);
        await handedOver.Task;

        var stopped = first.Outgoing.DisposeAsync().AsTask();
        Assert.False(stopped.IsCompleted);
        while (!stopped.IsCompleted)
        {
            first.Time.Advance(RelaySender.StopGrace);
            await Task.Yield();
        }

        var second = new SendingFixture(first);
        second.Relay.Behind = _ => Task.CompletedTask;
        await second.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal([Bob, Bob], second.Relay.Arrived);
        Assert.Empty(await second.InboxAsync(Alice));
    }

    [Fact]
    public async Task Given_a_server_that_has_stopped_when_mail_is_sent_then_it_waits_for_the_next_start()
    {
        var first = await AloneAsync();
        await first.Outgoing.DisposeAsync();

        await first.SendAsync(Bob);
        Assert.Empty(first.Relay.Calls);
        await new SendingFixture(first).RunAsync();

        Assert.Equal([Bob], first.Relay.Arrived);
    }

    [Fact]
    public async Task Given_a_store_that_is_away_when_the_relay_has_taken_the_mail_then_that_is_written_down_once_it_is_back()
    {
        var fixture = await AloneAsync();
        var away = false;
        fixture.Relay.Behind = _ =>
        {
            away = true;
            return Task.CompletedTask;
        };
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Entities.BeforeWrite = _ =>
        {
            if (away)
            {
                refused.TrySetResult();
                throw new StoreUnavailableException("Away.");
            }

            return Task.CompletedTask;
        };
        await fixture.SendAsync(Bob);
        await refused.Task;
        while (fixture.Time.PendingTimers == 0)
        {
            await Task.Yield();
        }

        away = false;
        fixture.Time.Advance(RelaySender.LongestSettlePause);
        await fixture.Outgoing.WhenIdleAsync();

        Assert.Equal([Bob], fixture.Relay.Arrived);
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_an_account_that_is_removed_while_its_mail_is_being_sent_when_the_conversation_ends_then_nothing_of_it_comes_back()
    {
        var fixture = await AloneAsync();
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var going = new TaskCompletionSource();
        fixture.Relay.Answer = _ => ScriptedRelay.Unknown;
        fixture.Relay.Before = _ =>
        {
            began.SetResult();
            return going.Task;
        };
        await fixture.SendAsync(Bob);
        await began.Task;
        var mailbox = await fixture.MailboxAsync(Alice);

        await new MailboxRemoval(fixture.Store, fixture.Store, fixture.Hints).RemoveAsync(mailbox, Cancel);
        going.SetResult();
        await fixture.Outgoing.WhenIdleAsync();

        Assert.Empty(await fixture.AllRowsAsync(Alice));
        Assert.Empty(await fixture.BlobsAsync(Alice));
        Assert.Null(await fixture.Hints.FindAsync(mailbox, Cancel));
    }

    [Fact]
    public async Task Given_a_mailbox_that_sends_much_when_the_relay_is_slow_then_no_more_than_its_share_waits_and_others_come_to_their_turn()
    {
        var fixture = await AloneAsync();
        var going = new TaskCompletionSource();
        fixture.Relay.Before = _ => going.Task;
        for (var i = 0; i < RelaySender.MaximumWaitingOfMailbox + 5; i++)
        {
            await fixture.SendAsync($"r{i}@example.org");
        }

        Assert.Equal(RelaySender.MaximumWaitingOfMailbox, fixture.Outgoing.Relaying);
        Assert.InRange(fixture.Relay.Calls.Count, 0, RelaySender.MaximumConversations);
        going.SetResult();
        await fixture.Outgoing.WhenIdleAsync();
        await fixture.RunAsync();

        Assert.Equal(RelaySender.MaximumWaitingOfMailbox + 5, fixture.Relay.Arrived.Distinct().Count());
        Assert.Equal(fixture.Relay.Arrived.Distinct().Count(), fixture.Relay.Arrived.Count);
        Assert.Empty(await fixture.RowsAsync(Alice));
    }

    [Fact]
    public async Task Given_a_message_that_is_gone_when_it_is_to_be_sent_then_its_sender_is_told()
    {
        var fixture = await AloneAsync();
        fixture.Relay.Answer = _ => ScriptedRelay.Greylisted;
        await fixture.SendAsync(Bob);
        await fixture.Outgoing.WhenIdleAsync();
        await fixture.Blobs.DeleteAsync(Assert.Single(await fixture.BlobsAsync(Alice)), Cancel);

        await fixture.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Contains("Status: 5.3.0\r\n", Assert.Single(await fixture.InboxAsync(Alice)), StringComparison.Ordinal);
        Assert.Empty(fixture.Relay.Arrived);
    }

    [Fact]
    public async Task Given_many_mails_that_wait_when_the_timer_comes_then_one_hint_is_kept_for_all()
    {
        var fixture = await AloneAsync();
        fixture.Relay.Answer = _ => ScriptedRelay.Greylisted;
        for (var i = 0; i < 10; i++)
        {
            await fixture.SendAsync(Bob);
        }

        await fixture.PassAsync(WorkHints.SettledAfter + TimeSpan.FromMinutes(1));

        var hints = 0;
        await foreach (var _ in fixture.Hints.AllAsync(Cancel))
        {
            hints++;
        }

        Assert.Equal(1, hints);
        Assert.Equal(10, (await fixture.RowsAsync(Alice)).Count);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 0.5, 1.1)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 0, 5)]
    [InlineData(4, 0, 10)]
    [InlineData(5, 0, 20)]
    [InlineData(6, 0, 40)]
    [InlineData(7, 0, 60)]
    [InlineData(1000, 0, 60)]
    public void Given_a_number_of_tries_when_the_pause_is_chosen_then_it_grows_to_an_hour(int tries, double random, double minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), RetrySchedule.Pause(tries, random));

    /// <summary>An instance that dies in the middle of a conversation, and one that comes after it.</summary>
    private static async Task<(SendingFixture First, SendingFixture Second)> DyingAsync(bool ownsStores, bool handedOver)
    {
        var first = new SendingFixture(await AloneAsync(), ownsStores);
        Func<CancellationToken, Task> die = _ =>
        {
            first.Store.DieAfter(0);
            return Task.CompletedTask;
        };
        first.Relay.Before = handedOver ? first.Relay.Before : die;
        first.Relay.Behind = handedOver ? die : first.Relay.Behind;
        await first.SendAsync(Bob);
        await first.Store.Died;
        var second = new SendingFixture(first, ownsStores);
        second.Relay.Before = second.Relay.Behind = _ => Task.CompletedTask;
        return (first, second);
    }
}
