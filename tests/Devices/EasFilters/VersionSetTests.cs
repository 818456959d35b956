using Carbonio.Cloud.Devices.EasFilters;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.EasFilters;

public sealed class VersionSetTests
{
    [Theory]
    [InlineData("2.5,12.0,14.1", "2.5,12.0,14.1")]
    [InlineData("16.1,2.5,16.1", "2.5,16.1")]
    [InlineData("14.0, 14.1", "14.0,14.1")]
    public void Given_a_list_when_it_is_read_then_it_stands_in_order_and_once(string text, string shown)
    {
        Assert.True(VersionSet.TryParse(text, out var versions));
        Assert.Equal(shown, versions.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2.5,")]
    [InlineData("14.2")]
    [InlineData("14")]
    public void Given_what_is_no_version_when_it_is_read_then_it_is_refused(string text) => Assert.False(VersionSet.TryParse(text, out _));

    [Theory]
    [InlineData("14.0", "2.5,12.0,12.1,14.0")]
    [InlineData("2.5", "2.5")]
    [InlineData("16.1", "2.5,12.0,12.1,14.0,14.1,16.0,16.1")]
    public void Given_a_limit_when_all_versions_are_cut_then_none_newer_is_left(string limit, string left)
    {
        Assert.True(VersionSet.TryParse(limit, out var newest));
        Assert.Equal(left, VersionSet.Of(VersionSet.Known).UpTo(newest).ToString());
    }
}
