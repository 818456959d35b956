using System.Text.Json;
using Carbonio.Cloud.Functions.Manifests;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class FunctionManifestTests
{
    [Fact]
    public void Given_the_list_when_manifests_are_written_then_each_function_has_one_trigger()
    {
        using var folder = new TemporaryFolder();

        FunctionManifests.Write(folder.Path);

        Assert.Equal("httpTrigger", Trigger(folder, "http").GetProperty("type").GetString());
        Assert.Equal("{*path}", Trigger(folder, "http").GetProperty("route").GetString());
        Assert.Equal("timerTrigger", Trigger(folder, "work").GetProperty("type").GetString());
        Assert.Equal("0 * * * * *", Trigger(folder, "work").GetProperty("schedule").GetString());
    }

    [Theory]
    [InlineData("/work", true)]
    [InlineData("/WORK", true)]
    [InlineData("/http", true)]
    [InlineData("/work/now", false)]
    [InlineData("/worker", false)]
    [InlineData("", false)]
    public void Given_a_path_when_it_is_a_functions_then_only_the_host_may_call_it(string path, bool expected) =>
        Assert.Equal(expected, FunctionManifests.IsFunctionPath(path));

    private static JsonElement Trigger(TemporaryFolder folder, string function)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, function, "function.json")));
        return manifest.RootElement.GetProperty("bindings").EnumerateArray().First(binding => binding.GetProperty("direction").GetString() == "in").Clone();
    }
}
