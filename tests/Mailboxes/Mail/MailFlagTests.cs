using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class MailFlagTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_a_full_flag_when_it_is_packed_then_it_comes_back_as_it_was()
    {
        var flag = new MailFlag
        {
            Status = 2,
            FlagType = "Flag for follow up",
            Subject = "Grüße",
            DateCompleted = Monday,
            CompleteTime = Monday.AddHours(1),
            StartDate = Monday.AddHours(2),
            DueDate = Monday.AddHours(3),
            UtcStartDate = Monday.AddHours(4),
            UtcDueDate = Monday.AddHours(5),
            ReminderSet = false,
            ReminderTime = Monday.AddHours(6),
            OrdinalDate = Monday.AddHours(7),
            SubOrdinalDate = "5555555",
        };

        Assert.Equal(flag, MailFlag.Unpack(flag.Pack()));
    }

    [Fact]
    public void Given_a_flag_that_is_cleared_or_says_nothing_when_it_is_packed_then_there_is_none()
    {
        Assert.Null(new MailFlag { Status = 0, FlagType = "x" }.Pack());
        Assert.Null(new MailFlag().Pack());
        Assert.Null(MailFlag.Unpack(null));
    }

    [Fact]
    public void Given_a_text_without_end_when_it_is_packed_then_the_row_stays_small()
    {
        var flag = new MailFlag { Status = 2, Subject = new string('€', 100_000) };

        Assert.Equal(MailFlag.MaximumTextBytes / 3, MailFlag.Unpack(flag.Pack())!.Subject!.Length);
    }
}
