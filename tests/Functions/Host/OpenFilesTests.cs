using Carbonio.Cloud.Functions.Hosting;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            1024                 524288               files", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files", long.MaxValue)]
    public void Given_the_limits_of_a_process_when_they_are_read_then_the_one_that_holds_counts(string line, long expected)
    {
        Assert.True(OpenFiles.TryReadLimit(["Limit                     Soft Limit           Hard Limit           Units", line], out var limit));

        Assert.Equal(expected, limit);
    }

    [Theory]
    [InlineData("Max processes             1024                 1024                 processes")]
    [InlineData("Max open files")]
    [InlineData("Max open files            many                 many                 files")]
    public void Given_limits_without_that_of_files_when_they_are_read_then_nothing_is_known(string line) =>
        Assert.False(OpenFiles.TryReadLimit([line], out _));

    [Fact]
    public void Given_this_process_when_one_more_file_is_opened_then_it_is_counted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many files are open.");
        var before = OpenFiles.Read()!;
        var opened = Enumerable.Range(0, 200).Select(_ => File.OpenRead(typeof(OpenFilesTests).Assembly.Location)).ToList();

        var after = OpenFiles.Read()!;
        opened.ForEach(file => file.Dispose());

        // Other tests open and close files meanwhile, but not that many.
        Assert.InRange(after.Open - before.Open, 100, 300);
        Assert.Equal(before.Limit, after.Limit);
    }
}
