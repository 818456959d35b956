namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The commands on EAS filters against the real admin API.</summary>
public sealed class EasFilterApiTests : IAsyncLifetime
{
    private readonly AdminServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Given_the_sample_filters_of_Carbonio_when_they_are_added_in_both_styles_then_they_are_listed_as_there()
    {
        Assert.StartsWith("filter 0 added\nWarning: ", (await RunAsync("mobile", "doAddEASFilter", "or", "contains=outlook/,contains=microsoft.outlook", "fixed", "14.0", "blocking", "true")).Output, StringComparison.Ordinal);
        Assert.StartsWith("filter 1 added\n", (await RunAsync("MOBILE", "doaddeasfilter", "contains", "samsung", "limit", "2.5")).Output, StringComparison.Ordinal);
        Assert.Equal("filter 2 added\n", (await RunAsync("mobile", "doAddEASFilter", "--type", "regex", "--parameter", ".*", "--mode", "limit", "--easversions", "14.1", "--blocking")).Output);

        Assert.Equal(
            """
            filters

              ID           0
              mode         fixed
              rule         [type = or; rules = [[type = contains; rule = outlook/] OR [type = contains; rule = microsoft.outlook]]
              easversions  14.0
              blocking     true
            """,
            string.Join('\n', (await RunAsync("mobile", "getAllEASFilters")).Output.Split('\n').Take(7)));

        var listed = (await RunAsync("mobile", "getAllEASFilters", "--json")).Json["response"]!["filters"]!.AsArray();
        Assert.Equal(
            ["0 fixed 14.0 true", "1 limit 2.5 false", "2 limit 14.1 true"],
            listed.Select(filter => $"{filter!["ID"]} {filter["mode"]} {filter["easversions"]} {filter["blocking"]}"));
        Assert.Equal("[type = regex; rule = .*]", listed[2]!["rule"]!.ToString());
    }

    [Fact]
    public async Task Given_filters_when_they_are_moved_and_deleted_then_the_rest_keep_their_order()
    {
        foreach (var text in (string[])["one", "two", "three"])
        {
            await RunAsync("mobile", "doAddEASFilter", "contains", text, "limit", "14.1", "false");
        }

        Assert.Equal("filter 2 is 0 now: [type = contains; rule = three]\n", (await RunAsync("mobile", "doMoveEASFilter", "2", "0")).Output);
        Assert.Equal("filter 1 deleted: [type = contains; rule = one]\n", (await RunAsync("mobile", "doDeleteEASFilter", "--id", "1")).Output);
        Assert.Equal(["three", "two"], (await RulesAsync()).Select(rule => rule[(rule.LastIndexOf(' ') + 1)..^1]));
    }

    [Theory]
    [InlineData("doAddEASFilter always x fixed 14.1", "A filter's type is and, or, regex, contains, account or domain, not 'always'.")]
    [InlineData("doAddEASFilter contains x fixed 14.2", "Versions are a comma separated list of 2.5, 12.0, 12.1, 14.0, 14.1, 16.0, 16.1, not '14.2'.")]
    [InlineData("doAddEASFilter domain nowhere.test fixed 14.1", "There is no domain 'nowhere.test'.")]
    [InlineData("doAddEASFilter contains x fixed 14.1 perhaps", "parameter 'blocking' is true or false, not 'perhaps'")]
    [InlineData("doDeleteEASFilter 0", "There is no filter 0: 'carbonio mobile getAllEASFilters' shows what there is.")]
    [InlineData("doDeleteEASFilter -1", "There is no filter -1: 'carbonio mobile getAllEASFilters' shows what there is.")]
    [InlineData("doMoveEASFilter 0 x", "'x' is no position: they count from 0.")]
    public async Task Given_what_makes_no_sense_when_run_then_one_line_says_so_and_nothing_changes(string line, string message)
    {
        Assert.Equal(message + "\n", (await RunAsync(1, ["mobile", .. line.Split(' ')])).Errors);
        Assert.Empty(await RulesAsync());
    }

    [Fact]
    public async Task Given_a_place_beyond_the_filters_when_one_is_moved_there_then_it_says_where_it_may_go()
    {
        await RunAsync("mobile", "doAddEASFilter", "contains", "x", "limit", "14.1");
        Assert.Equal("A filter can be moved to 0 to 0, not to 1.\n", (await RunAsync(1, "mobile", "doMoveEASFilter", "0", "1")).Errors);
    }

    [Fact]
    public async Task Given_a_filter_when_its_addition_is_sent_again_then_there_is_one_and_another_under_its_key_is_refused()
    {
        const string Body = """{"type":"contains","parameter":"x","mode":"limit","easversions":"14.1"}""";
        Assert.Equal(200, (await server.SendAsync("PUT", "v1/easFilters/abc", server.GlobalToken, Body)).Status);
        Assert.Equal(200, (await server.SendAsync("PUT", "v1/easFilters/abc", server.GlobalToken, Body)).Status);
        var (status, problem) = await server.SendAsync("PUT", "v1/easFilters/abc", server.GlobalToken, Body.Replace("14.1", "2.5", StringComparison.Ordinal));

        Assert.Equal((409, "eas_filter_taken"), (status, problem!["code"]!.ToString()));
        Assert.Single(await RulesAsync());
        Assert.Equal(204, (await server.SendAsync("DELETE", "v1/easFilters/abc", server.GlobalToken)).Status);
        Assert.Equal(404, (await server.SendAsync("DELETE", "v1/easFilters/abc", server.GlobalToken)).Status);
    }

    [Fact]
    public async Task Given_filters_when_they_are_changed_then_the_audit_log_tells_who_and_what()
    {
        await RunAsync("mobile", "doAddEASFilter", "contains", "x", "limit", "14.1");
        await RunAsync("mobile", "doDeleteEASFilter", "0");

        var (_, body) = await server.SendAsync("GET", "v1/audit?action=mobile", server.GlobalToken);
        var entries = body!["entries"]!.AsArray();
        Assert.Equal(["mobile doDeleteEASFilter", "mobile doAddEASFilter"], entries.Select(entry => entry!["action"]!.ToString()));
        Assert.Equal("x", entries[0]!["before"]!["parameter"]!.ToString());
        Assert.Equal("14.1", entries[1]!["after"]!["easversions"]!.ToString());
    }

    private async Task<IReadOnlyList<string>> RulesAsync() =>
        [.. (await RunAsync("mobile", "getAllEASFilters", "--json")).Json["response"]!["filters"]!.AsArray().Select(filter => filter!["rule"]!.ToString())];

    private Task<CliRun> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    private async Task<CliRun> RunAsync(int status, params string[] arguments)
    {
        var run = new CliRun { Handler = () => new HttpClientHandler(), Invocation = $"{Guid.NewGuid():N}" };
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        Assert.True(await run.RunAsync(arguments) == status, run.Output + run.Errors);
        return run;
    }
}
