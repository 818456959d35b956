namespace Carbonio.Cloud.Crash.Tests;

/// <summary>The ledger finds each kind of damage that the run is to find.</summary>
public sealed class MailLedgerTests
{
    private static readonly SeenMail Delivered = new("2", "2:1", "one", Read: false, Flagged: false, "the message");

    private readonly MailLedger ledger = new();
    private readonly LedgerMail mail;

    public MailLedgerTests()
    {
        mail = ledger.Add("one", "the message", isOld: false);
        mail.HandIn("2");
        mail.Delivery!.Done();
    }

    [Fact]
    public void Given_a_delivered_mail_when_it_is_there_then_there_is_no_fault() => Assert.Empty(ledger.Compare([Delivered]));

    [Fact]
    public void Given_a_delivered_mail_when_it_is_not_there_then_it_is_lost() =>
        Assert.Contains("lost", Assert.Single(ledger.Compare([])), StringComparison.Ordinal);

    [Fact]
    public void Given_a_delivered_mail_when_it_is_there_twice_then_it_is_a_fault() =>
        Assert.Contains("2 times", Assert.Single(ledger.Compare([Delivered, Delivered with { ServerId = "2:2" }])), StringComparison.Ordinal);

    [Fact]
    public void Given_half_a_message_when_compared_then_it_is_a_fault() =>
        Assert.Contains("characters", Assert.Single(ledger.Compare([Delivered with { Message = "the mess" }])), StringComparison.Ordinal);

    [Fact]
    public void Given_another_number_than_before_when_compared_then_it_is_a_fault()
    {
        Assert.Empty(ledger.Compare([Delivered]));

        Assert.Contains("is 2:2 now", Assert.Single(ledger.Compare([Delivered with { ServerId = "2:2" }])), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_change_that_was_answered_when_the_old_value_is_there_then_it_is_a_fault()
    {
        Effect.Of(mail.Read, LedgerMail.Yes).Done();

        Assert.Contains("read is False", Assert.Single(ledger.Compare([Delivered])), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_deletion_that_was_answered_when_the_mail_is_there_then_it_is_a_fault()
    {
        Effect.Of(mail.Place, Places.Gone).Done();

        Assert.Contains("must be in gone", Assert.Single(ledger.Compare([Delivered])), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_deletion_without_an_answer_when_it_was_seen_to_have_happened_then_the_mail_may_not_come_back()
    {
        Effect.Of(mail.Place, Places.Gone).GivenUp();
        Assert.Empty(ledger.Compare([]));

        Assert.NotEmpty(ledger.Compare([Delivered]));
    }

    [Fact]
    public void Given_a_mail_that_nobody_handed_in_when_it_is_there_then_it_is_a_fault() =>
        Assert.Contains("never handed in", Assert.Single(ledger.Compare([Delivered, Delivered with { Subject = "two", ServerId = "2:2" }])), StringComparison.Ordinal);

    [Fact]
    public void Given_a_draft_whose_new_wording_was_answered_when_the_old_one_is_there_then_it_is_a_fault()
    {
        var draft = ledger.AddDraft("draft");
        var seen = new SeenMail("6", "6:2", "draft", Read: true, Flagged: false, draft.Draft!.Next());
        draft.HandIn("6");
        Effect.Of(draft.Draft.Wording, seen.Message).Done();
        Effect.Of(draft.Read, LedgerMail.Yes).Done();
        Assert.Empty(ledger.Compare([Delivered, seen]));

        Effect.Of(draft.Draft.Wording, draft.Draft.Next()).Done();

        Assert.Contains("wording-draft.1.", Assert.Single(ledger.Compare([Delivered, seen])), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_half_a_draft_when_compared_then_it_is_a_fault()
    {
        var draft = ledger.AddDraft("draft");
        draft.HandIn("6");
        Effect.Of(draft.Draft!.Wording, draft.Draft.Next()).Done();
        Effect.Of(draft.Read, LedgerMail.Yes).Done();

        Assert.Contains("no wording", Assert.Single(ledger.Compare([Delivered, new("6", "6:2", "draft", Read: true, Flagged: false, "word")])), StringComparison.Ordinal);
    }
}
