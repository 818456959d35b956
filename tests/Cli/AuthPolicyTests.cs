namespace Carbonio.Cloud.Cli.Tests;

public sealed class AuthPolicyTests(AdminServer server) : IClassFixture<AdminServer>
{
    private readonly CliRun run = new() { Handler = () => new SocketsHttpHandler() };

    [Fact]
    public async Task Given_a_policy_when_set_globally_and_for_a_domain_then_each_part_is_inherited_alone()
    {
        Assert.Equal(0, await RunAsync("--json", "auth", "policy", "set", "EAS", "global", "ip_can_change", "false", "trusted_ip_range", "192.168.0.1/16,2001:db8::/32", "2fa_policy", "1"));
        Assert.Equal("""{"ip_can_change":false,"trusted_ip_range":"192.168.0.0/16,2001:db8::/32","2fa_policy":1}""", run.Json["response"]!["policies"]!["EAS"]!.ToJsonString());
        Assert.Equal(0, await RunAsync("--json", "auth", "policy", "set", "eas", "domain", "mine.test", "--2fa_policy", "2"));
        Assert.Equal("""{"ip_can_change":false,"trusted_ip_range":"192.168.0.0/16,2001:db8::/32","2fa_policy":2}""", run.Json["response"]!["policies"]!["EAS"]!.ToJsonString());
        Assert.Equal(0, await RunAsync("--json", "auth", "policy", "list", "domain", "foreign.test"));
        Assert.Equal(1, run.Json["response"]!["policies"]!["EAS"]!["2fa_policy"]!.GetValue<int>());
        Assert.Equal(0, await RunAsync("auth", "policy", "set", "EAS", "global", "ip_can_change", "true", "trusted_ip_range", "", "2fa_policy", "0"));
        Assert.Equal("EAS\n  ip_can_change     true\n  trusted_ip_range\n  2fa_policy        0\n", run.Output);
    }

    [Theory]
    [InlineData("auth policy set EAS global", "Nothing to change: add ip_can_change, trusted_ip_range or 2fa_policy.")]
    [InlineData("auth policy set EAS global 2fa_policy 3", "2fa_policy takes a whole number from 0 to 2, not '3'.")]
    [InlineData("auth policy set EAS global trusted_ip_range home", "trusted_ip_range takes at most 100 networks such as 192.0.2.0/24,2001:db8::/32, not 'home'.")]
    [InlineData("auth policy set EAS domain nowhere.test 2fa_policy 1", "There is no domain 'nowhere.test'.")]
    public async Task Given_what_cannot_be_when_run_then_one_line_says_why_in_the_admins_words(string line, string message)
    {
        Assert.Equal(1, await RunAsync(line.Split(' ')));
        Assert.Equal(message + "\n", run.Errors);
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        return run.RunAsync(arguments);
    }
}
