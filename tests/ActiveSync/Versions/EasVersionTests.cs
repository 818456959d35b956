using Carbonio.Cloud.ActiveSync.Versions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests;

public sealed class EasVersionTests
{
    [Theory]
    [InlineData("2.5", 25)]
    [InlineData("14.1", 141)]
    [InlineData("16.1", 161)]
    public void Given_a_version_when_it_is_read_and_written_then_it_is_the_same(string text, byte code)
    {
        var version = EasVersion.Parse(text);

        Assert.Equal(code, version?.Code);
        Assert.Equal(text, version.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("16")]
    [InlineData(".1")]
    [InlineData("16.")]
    [InlineData("16.10")]
    [InlineData("26.0")]
    [InlineData("+16.1")]
    public void Given_something_else_when_it_is_read_then_it_is_no_version(string text) => Assert.Null(EasVersion.Parse(text));
}
