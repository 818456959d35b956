using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Sending;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

public sealed class MailSubmissionTests
{
    private const string Alice = "alice@example.test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(PreparedSubmission? Prepared, SubmissionProblem Problem)> PrepareAsync(SendingFixture fixture, IReadOnlyList<string> recipients, byte[]? message = null) =>
        await fixture.Submission.PrepareAsync(await fixture.MailboxAsync(Alice), new(Alice, recipients, message ?? SendingFixture.Message), Cancel);

    [Theory]
    [InlineData(0, SubmissionProblem.NoRecipients)]
    [InlineData(1, SubmissionProblem.None)]
    [InlineData(499, SubmissionProblem.None)]
    [InlineData(500, SubmissionProblem.None)]
    [InlineData(501, SubmissionProblem.TooManyRecipients)]
    [InlineData(10_000, SubmissionProblem.TooManyRecipients)]
    public async Task Given_a_number_of_recipients_when_prepared_then_only_too_many_or_none_are_refused(int count, SubmissionProblem expected)
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);

        var (prepared, problem) = await PrepareAsync(fixture, [.. Enumerable.Range(0, count).Select(i => $"r{i}@example.org")]);

        Assert.Equal(expected, problem);
        Assert.Equal(expected == SubmissionProblem.None, prepared is not null);
        Assert.Equal(prepared is null ? 0 : 1, (await fixture.BlobsAsync(Alice)).Count);
    }

    [Fact]
    public async Task Given_one_recipient_10_000_times_in_other_cases_when_prepared_then_it_counts_once()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);

        var (prepared, _) = await PrepareAsync(fixture, [.. Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? "Bob@example.org" : "bob@EXAMPLE.org")]);

        Assert.Equal(["Bob@example.org"], Assert.Single(prepared!.Parts).Transmission.Recipients.Select(recipient => recipient.Address));
    }

    [Theory]
    [InlineData("bob@example.org\r\nRCPT TO:<eve@example.org>")]
    [InlineData("nobody")]
    public async Task Given_a_recipient_that_is_no_address_when_prepared_then_all_of_it_is_refused(string recipient)
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);

        Assert.Equal((null, SubmissionProblem.InvalidRecipient), await PrepareAsync(fixture, ["bob@example.org", recipient]));
        Assert.Empty(await fixture.BlobsAsync(Alice));
    }

    [Fact]
    public async Task Given_a_sender_that_is_no_address_when_prepared_then_the_callers_fault_is_named()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);
        var submission = new Submission("alice@example.test>\r\nDATA", ["bob@example.org"], SendingFixture.Message);

        await Assert.ThrowsAsync<ArgumentException>(async () => await fixture.Submission.PrepareAsync(await fixture.MailboxAsync(Alice), submission, Cancel));
    }

    [Theory]
    [InlineData(-1, SubmissionProblem.None)]
    [InlineData(0, SubmissionProblem.None)]
    [InlineData(1, SubmissionProblem.TooLarge)]
    [InlineData(50 * 1024 * 1024, SubmissionProblem.TooLarge)]
    public async Task Given_a_message_around_its_limit_when_prepared_then_only_a_larger_one_is_refused(int beyond, SubmissionProblem expected)
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);

        Assert.Equal(expected, (await PrepareAsync(fixture, ["bob@example.org"], new byte[MailSubmission.MaximumMessageBytes + beyond])).Problem);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(0, 100, 1)]
    [InlineData(0, 101, 2)]
    [InlineData(1, 499, 6)]
    [InlineData(499, 1, 6)]
    [InlineData(101, 399, 6)]
    [InlineData(500, 0, 5)]
    public async Task Given_recipients_at_home_and_elsewhere_when_put_then_each_hundred_costs_one_write(int home, int elsewhere, int expected)
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);
        string[] recipients = [.. Enumerable.Range(0, home).Select(i => $"r{i}@example.test"), .. Enumerable.Range(0, elsewhere).Select(i => $"r{i}@example.org")];
        var (prepared, _) = await PrepareAsync(fixture, recipients);
        var mailbox = fixture.Services.Open(await fixture.MailboxAsync(Alice));
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);

        fixture.Submission.Put(batch, prepared!);

        Assert.Equal(expected, prepared!.Writes);
        Assert.Equal(expected, batch.Rows.Writes.Count);
        Assert.True(batch.HasOutbox);
        Assert.InRange(prepared.Writes, 1, MailSubmission.MaximumWrites);
    }

    [Fact]
    public void Given_the_longest_addresses_and_answers_when_written_then_the_row_has_at_most_60_KiB_and_reads_the_same()
    {
        var transmission = new Transmission
        {
            Sender = EnvelopeAddressTests.LongAddress(254),
            Blob = $"{new string('a', 32)}/{new string('b', 32)}/{new string('c', 26)}",
            Size = int.MaxValue,
            Submitted = DateTimeOffset.MaxValue.AddDays(-1),
            Recipients = [.. Enumerable.Range(0, Transmission.MaximumRecipients).Select(i => new TransmissionRecipient(EnvelopeAddressTests.LongAddress(254, i), 2, new string('x', Transmission.MaximumAnswerBytes)))],
            Tries = 99,
            Next = DateTimeOffset.MaxValue.AddDays(-1),
            Owner = new string('d', 32),
            OwnedUntil = DateTimeOffset.MaxValue.AddDays(-1),
            HandedOver = true,
        };

        var data = transmission.Write();

        Assert.InRange(data.Length, 45_000, 60 * 1024);
        var read = Transmission.Read(data);
        Assert.Equal(transmission.Recipients, read.Recipients);
        Assert.Equal(transmission with { Recipients = read.Recipients }, read);
    }

    [Fact]
    public void Given_a_damaged_row_when_read_then_it_is_said()
    {
        var data = new Transmission { Sender = Alice, Blob = "t/a/1", Size = 3, Submitted = DateTimeOffset.UnixEpoch, Recipients = [new("bob@example.org")] }.Write();

        Assert.Throws<FormatException>(() => Transmission.Read(data[..^3]));
        Assert.Throws<FormatException>(() => Transmission.Read([]));
    }

    [Fact]
    public async Task Given_a_mail_that_is_not_sent_after_all_when_discarded_then_its_message_is_gone()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice);
        var (prepared, _) = await PrepareAsync(fixture, ["bob@example.org"]);

        await fixture.Submission.DiscardAsync(prepared!, Cancel);

        Assert.Empty(await fixture.BlobsAsync(Alice));
    }

    [Fact]
    public async Task Given_a_batch_that_lost_its_race_when_the_mail_is_put_into_the_next_then_it_is_sent_once()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, "bob@example.test");
        var (prepared, _) = await PrepareAsync(fixture, ["bob@example.test"]);
        var mailbox = fixture.Services.Open(await fixture.MailboxAsync(Alice));
        var late = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        fixture.Submission.Put(late, prepared!);
        late.RaiseDeviceSignal();
        var early = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        early.RaiseDeviceSignal();
        Assert.True(await mailbox.TryCommitAsync(early, Cancel));
        Assert.False(await mailbox.TryCommitAsync(late, Cancel));

        var again = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        fixture.Submission.Put(again, prepared!);
        Assert.True(await mailbox.TryCommitAsync(again, Cancel));

        Assert.Single(await fixture.InboxAsync("bob@example.test"));
        await fixture.AssertDoneAsync();
    }

    [Fact]
    public async Task Given_a_mail_of_one_mailbox_when_put_into_a_batch_of_another_then_it_is_refused()
    {
        var fixture = await SendingFixture.WithAccountsAsync(Alice, "bob@example.test");
        var (prepared, _) = await PrepareAsync(fixture, ["bob@example.test"]);
        var mailbox = fixture.Services.Open(await fixture.MailboxAsync("bob@example.test"));
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);

        Assert.Throws<ArgumentException>(() => fixture.Submission.Put(batch, prepared!));
    }
}
