namespace Carbonio.Cloud.Crash.Tests;

public sealed class RegisterTests
{
    private readonly Register<string> register = new("a", last: "end");

    [Fact]
    public void Given_an_answered_write_when_looked_at_then_only_its_value_is_possible()
    {
        register.Done(register.Begin("b"));

        Assert.Equal(["b"], register.Possible);
        Assert.False(register.Saw("a"));
    }

    [Fact]
    public void Given_a_write_without_an_answer_when_looked_at_then_it_may_have_happened_or_not()
    {
        register.Begin("b");

        Assert.Equal(["a", "b"], register.Possible);
    }

    [Fact]
    public void Given_a_refused_write_when_looked_at_then_it_did_not_happen()
    {
        register.Refused(register.Begin("b"));

        Assert.Equal(["a"], register.Possible);
    }

    [Fact]
    public void Given_two_writes_at_once_when_both_are_answered_then_either_may_have_been_the_last()
    {
        var one = register.Begin("b");
        var other = register.Begin("c");
        register.Done(one);
        register.Done(other);

        Assert.Equal(["b", "c"], register.Possible);
    }

    [Fact]
    public void Given_a_write_that_was_seen_not_to_have_happened_when_its_repetition_is_answered_then_only_its_value_is_possible()
    {
        var write = register.Begin("b");
        Assert.True(register.Saw("a"));
        register.Done(write);

        Assert.Equal(["b"], register.Possible);
    }

    [Fact]
    public void Given_a_write_that_may_have_been_overwritten_when_its_repetition_is_answered_then_it_need_not_happen_again()
    {
        var write = register.Begin("b");
        register.Done(register.Begin("c"));
        Assert.True(register.Saw("c"));
        register.Done(write);

        Assert.Equal(["b", "c"], register.Possible.Order());
    }

    [Fact]
    public void Given_a_write_that_was_given_up_when_another_value_was_seen_then_it_cannot_happen_any_more()
    {
        register.GivenUp(register.Begin("b"));
        Assert.True(register.Saw("a"));

        Assert.False(register.Saw("b"));
    }

    [Fact]
    public void Given_the_last_value_was_answered_when_another_write_was_under_way_then_nothing_follows_it()
    {
        var late = register.Begin("b");
        register.Done(register.Begin("end"));
        register.Done(late);

        Assert.Equal(["end"], register.Possible);
    }
}
