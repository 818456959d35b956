using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin;

namespace Carbonio.Cloud.Cli.Tests.Crossing;

/// <summary>Every route with every role, and with every way into domains and tenants that are not the token's.</summary>
public sealed class CrossingTests(AdminServer server) : IClassFixture<AdminServer>
{
    private static readonly string[] Others = ["other.test", "foreign.test", "foreign"];

    [Fact]
    public void Given_every_route_that_delegated_admins_may_use_when_looked_for_then_there_is_a_case_that_tries_to_cross_by_it()
    {
        var open = AdminApi.Routes.Where(route => route.Least != AdminRole.Global).Select(route => $"{route.Method} {route.Path}");
        Assert.Equal(open.Order(StringComparer.Ordinal), CrossingCases.All.Select(one => $"{one.Method} {one.Route}").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Given_every_route_for_global_admins_when_others_ask_then_it_is_forbidden_before_anything_is_looked_at()
    {
        var global = AdminApi.Routes.Where(route => route.Least == AdminRole.Global).ToList();
        Assert.NotEmpty(global);
        foreach (var route in global)
        {
            foreach (var token in new[] { server.DelegatedToken, server.ForeignToken, server.DeliveryToken })
            {
                var (status, problem) = await server.SendAsync(route.Method, "v1" + route.Path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), token, "{}");
                Assert.True((status, problem!["code"]!.ToString()) == (403, "forbidden"), $"{route.Method} {route.Path}: {status} {problem}");
            }
        }
    }

    [Fact]
    public async Task Given_every_case_when_a_delegated_admin_tries_then_nothing_is_reached_and_nothing_told()
    {
        var (_, eve) = await server.SendAsync("GET", "v1/accounts/eve@foreign.test", server.GlobalToken);
        var before = await LogAsync();
        foreach (var one in CrossingCases.All)
        {
            var path = "v1" + one.Path.Replace("{eve}", eve!["id"]!.ToString(), StringComparison.Ordinal);
            var (status, body) = await server.SendAsync(one.Method, path, server.DelegatedToken, one.Body);
            var said = $"{one.Method} {one.Path}: {status} {body}";
            if (one.Shared is not null)
            {
                Assert.True(status == 200, said);
            }
            else if (one.IsFiltered)
            {
                Assert.True(status == 200, said);
                Assert.All(Others, name => Assert.False(body!.ToJsonString().Contains(name, StringComparison.Ordinal), said));
            }
            else
            {
                Assert.True(status is 403 or 404, said);
            }
        }

        // Whatever would have been changed would have been told.
        Assert.Equal(before, await LogAsync());
    }

    [Fact]
    public async Task Given_every_case_when_the_admin_of_another_tenant_tries_by_its_own_token_then_nothing_of_the_first_is_told()
    {
        foreach (var one in CrossingCases.All.Where(one => one is { Method: "GET", Shared: null }))
        {
            var (status, body) = await server.SendAsync("GET", "v1" + one.Path.Replace("{eve}", Guid.NewGuid().ToString(), StringComparison.Ordinal), server.ForeignToken);
            Assert.False(status == 200 && (body!.ToJsonString().Contains("mine.test", StringComparison.Ordinal) || body.ToJsonString().Contains("other.test", StringComparison.Ordinal)), $"{one.Path}: {body}");
        }
    }

    private async Task<string> LogAsync() => (await server.SendAsync("GET", "v1/audit?limit=1000", server.GlobalToken)).Body!.ToJsonString();
}
