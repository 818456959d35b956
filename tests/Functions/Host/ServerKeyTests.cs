using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class ServerKeyTests
{
    [Fact]
    public void Given_no_key_when_it_is_asked_for_again_then_it_is_the_one_that_was_kept()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(ServerKey.GetOrCreate(null, folder.Path), ServerKey.GetOrCreate("", folder.Path));
    }

    [Fact]
    public void Given_a_key_that_is_set_when_it_is_asked_for_then_nothing_is_written()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(new byte[32], ServerKey.GetOrCreate(Convert.ToBase64String(new byte[32]), folder.Path));
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Given_no_key_and_nowhere_to_keep_one_when_it_is_asked_for_then_the_setting_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "no folder");

        var fault = Assert.Throws<IOException>(() => ServerKey.GetOrCreate(null, folder.File("file")));

        Assert.Contains("Carbonio__ServerKey is not set", fault.Message, StringComparison.Ordinal);
    }
}
