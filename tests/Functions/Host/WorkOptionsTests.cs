using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class WorkOptionsTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public void Given_nothing_when_the_limits_are_made_then_they_follow_the_machine_and_the_store()
    {
        var near = new WorkOptions().ToLimits(isRemote: false, 1024 * Mebibyte);
        var remote = new WorkOptions().ToLimits(isRemote: true, 1024 * Mebibyte);

        Assert.Equal(8 * Environment.ProcessorCount, near.AtOnce);
        Assert.Equal(32 * Environment.ProcessorCount, remote.AtOnce);
        Assert.Equal((1024, TimeSpan.FromSeconds(5), 128 * Mebibyte), (near.Waiting, near.Patience, near.BodyBytes));
    }

    [Theory]
    [InlineData(100, 64)] // the longest body must fit, however small the machine is
    [InlineData(512, 64)]
    [InlineData(1600, 200)]
    [InlineData(2048, 256)]
    [InlineData(65536, 256)]
    public void Given_a_memory_when_nothing_is_set_then_bodies_have_an_eighth_of_it_within_bounds(long memoryMebibytes, long mebibytes) =>
        Assert.Equal(mebibytes * Mebibyte, new WorkOptions().ToLimits(isRemote: false, memoryMebibytes * Mebibyte).BodyBytes);

    [Theory]
    [InlineData("AtOnce", "1")]
    [InlineData("AtOnce", "4096")]
    [InlineData("Waiting", "0")]
    [InlineData("Waiting", "65536")]
    [InlineData("Patience", "00:00:00.1")]
    [InlineData("Patience", "00:00:20")]
    [InlineData("BodyMebibytes", "64")]
    [InlineData("BodyMebibytes", "65536")]
    [InlineData("BodyMebibytes", "")]
    public void Given_a_value_at_its_bound_when_the_settings_are_read_then_it_is_taken(string name, string value) => Assert.Empty(Faults(name, value));

    [Theory]
    [InlineData("AtOnce", "0")]
    [InlineData("AtOnce", "4097")]
    [InlineData("AtOnce", "many")]
    [InlineData("Waiting", "65537")]
    [InlineData("Patience", "00:00:00.0999999")]
    [InlineData("Patience", "00:00:20.0000001")]
    [InlineData("Patience", "long")]
    [InlineData("BodyMebibytes", "63")]
    [InlineData("BodyMebibytes", "65537")]
    public void Given_a_value_beyond_its_bound_when_the_settings_are_read_then_it_is_a_fault_by_name(string name, string value) =>
        Assert.Contains($"Carbonio__Work__{name}", Assert.Single(Faults(name, value)), StringComparison.Ordinal);

    [Fact]
    public void Given_all_of_them_when_the_limits_are_made_then_they_are_what_was_set()
    {
        var options = new WorkOptions { AtOnce = "3", Waiting = "0", Patience = "00:00:02.5", BodyMebibytes = "100" };

        Assert.Equal(
            new WorkLimits { AtOnce = 3, Waiting = 0, Patience = TimeSpan.FromSeconds(2.5), BodyBytes = 100 * Mebibyte },
            options.ToLimits(isRemote: true, memoryBytes: 0));
    }

    private static IReadOnlyList<string> Faults(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Carbonio:Work:{name}", value)]).Build();
        ServerSettings.TryRead(configuration, lan: false, out var faults);
        return faults;
    }
}
