using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

/// <summary>An instance that dies with each single write from the sender's batch on, and another that comes up on the same stores.</summary>
public sealed class SendingCrashTests
{
    private const string Alice = "alice@example.test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_death_at_any_write_when_the_next_start_has_worked_then_what_was_answered_arrived_and_each_failure_is_reported_once(bool writeArrives)
    {
        var deaths = 0;
        for (var writes = 0; ; writes++)
        {
            var first = await SendingFixture.WithAccountsAsync(Alice, "bob@example.test", "carol@other.test");
            first.Relay.Answer = address => address switch
            {
                "refused@example.org" => ScriptedRelay.Unknown,
                _ => SendAnswer.Accepted,
            };
            var answered = await TrySendAsync(first, writes, writeArrives);
            await Task.WhenAny(first.Store.Died, first.Outgoing.WhenIdleAsync());
            var died = first.Store.Died.IsCompleted;
            deaths += died ? 1 : 0;

            var second = new SendingFixture(first);
            await second.PassAsync(WorkHints.SettledAfter + TimeSpan.FromMinutes(2));

            await AssertAsync(second, answered, died);
            if (!died)
            {
                Assert.True(deaths > 8, "Sending was to take several writes.");
                return;
            }
        }
    }

    private static async Task<bool> TrySendAsync(SendingFixture fixture, int writes, bool writeArrives)
    {
        var alice = await fixture.MailboxAsync(Alice);
        var mailbox = fixture.Services.Open(alice);
        var state = await mailbox.ReadStateAsync(Cancel);
        var submission = new Submission(Alice, ["bob@example.test", "carol@other.test", "nobody@example.test", "dave@example.org", "refused@example.org"], SendingFixture.Message);
        var (prepared, _) = await fixture.Submission.PrepareAsync(alice, submission, Cancel);
        var batch = mailbox.Begin(state, Origin.Server);
        fixture.Submission.Put(batch, prepared!);
        fixture.Store.LastWriteArrives = writeArrives;
        fixture.Store.DieAfter(writes);
        try
        {
            return await mailbox.TryCommitAsync(batch, Cancel);
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task AssertAsync(SendingFixture second, bool answered, bool died)
    {
        var bob = await second.InboxAsync("bob@example.test");
        var sent = answered || bob.Count > 0;
        Assert.Equal(sent ? 1 : 0, bob.Count);
        Assert.Equal(bob.Count, (await second.InboxAsync("carol@other.test")).Count);

        var arrived = second.Relay.Arrived.Count(address => address == "dave@example.org");
        Assert.InRange(arrived, sent ? 1 : 0, sent ? (died ? 2 : 1) : 0);

        var reports = await second.InboxAsync(Alice);
        Assert.Equal(sent ? 1 : 0, reports.Count(report => report.Contains("Final-Recipient: rfc822; nobody@example.test", StringComparison.Ordinal)));
        Assert.Equal(sent ? 1 : 0, reports.Count(report => report.Contains("Final-Recipient: rfc822; refused@example.org", StringComparison.Ordinal)));
        Assert.DoesNotContain(reports, report => report.Contains("dave@example.org", StringComparison.Ordinal));

        Assert.Empty(await second.RowsAsync(Alice));
        Assert.Null(await second.Hints.FindAsync(await second.MailboxAsync(Alice), Cancel));
        Assert.Empty(await second.RowsAsync(Alice, "o!"));
    }
}
