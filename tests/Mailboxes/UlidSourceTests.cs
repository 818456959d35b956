using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class UlidSourceTests
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(1469922850259));

    [Fact]
    public void Given_a_known_moment_when_an_id_is_made_then_it_is_as_the_specification_has_it()
    {
        var ids = new UlidSource(time, bytes => bytes.Clear());

        // The time part of the specification's own example, 01ARZ3NDEKTSV4RRFFQ69G5FAV.
        Assert.Equal("01arz3ndek0000000000000000", ids.Next());
    }

    [Fact]
    public void Given_one_millisecond_when_many_ids_are_made_then_each_sorts_behind_the_one_before()
    {
        var ids = new UlidSource(time, bytes => bytes.Fill(0xFF)); // the random part overflows at once

        var made = Enumerable.Range(0, 1000).Select(_ => ids.Next()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(1000, made.Distinct().Count());
    }

    [Fact]
    public void Given_a_later_millisecond_when_an_id_is_made_then_it_sorts_behind_whatever_the_randomness()
    {
        var fill = byte.MaxValue;
        var ids = new UlidSource(time, bytes => bytes.Fill(fill));
        var before = ids.Next();
        fill = 0;
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(string.CompareOrdinal(before, ids.Next()) < 0);
    }

    [Fact]
    public async Task Given_many_threads_when_ids_are_made_then_none_is_given_twice()
    {
        var ids = new UlidSource(TimeProvider.System, bytes => bytes.Clear());

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Select(_ => ids.Next()).ToList())));

        Assert.Equal(8000, made.SelectMany(some => some).Distinct().Count());
    }
}
