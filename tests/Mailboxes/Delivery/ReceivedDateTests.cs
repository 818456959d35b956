using Carbonio.Cloud.Mailboxes.Delivery;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class ReceivedDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Header = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_all_sources_when_the_date_is_chosen_then_the_caller_comes_first_then_Received_then_Date_then_now()
    {
        Assert.Equal(Now.AddDays(-5), ReceivedDate.Choose(Now.AddDays(-5), Header, Header.AddDays(1), Now));
        Assert.Equal(Header, ReceivedDate.Choose(null, Header, Header.AddDays(1), Now));
        Assert.Equal(Header.AddDays(1), ReceivedDate.Choose(null, null, Header.AddDays(1), Now));
        Assert.Equal(Now, ReceivedDate.Choose(null, null, null, Now));
    }

    [Fact]
    public void Given_a_header_up_to_a_day_ahead_when_the_date_is_chosen_then_it_is_believed_and_beyond_it_is_not()
    {
        Assert.Equal(Now.AddDays(1), ReceivedDate.Choose(null, Now.AddDays(1), null, Now));
        Assert.Equal(Header, ReceivedDate.Choose(null, Now.AddDays(1).AddTicks(1), Header, Now));
    }

    [Fact]
    public void Given_a_header_before_1970_when_the_date_is_chosen_then_it_is_not_believed()
    {
        Assert.Equal(ReceivedDate.Earliest, ReceivedDate.Choose(null, ReceivedDate.Earliest, null, Now));
        Assert.Equal(Now, ReceivedDate.Choose(null, ReceivedDate.Earliest.AddTicks(-1), null, Now));
    }

    [Fact]
    public void Given_a_caller_out_of_range_when_the_date_is_chosen_then_it_is_brought_into_it()
    {
        Assert.Equal(Now, ReceivedDate.Choose(Now.AddYears(10), Header, null, Now));
        Assert.Equal(ReceivedDate.Earliest, ReceivedDate.Choose(new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero), Header, null, Now));
    }
}
