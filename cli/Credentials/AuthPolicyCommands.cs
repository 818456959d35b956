using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Provisioning;

namespace Carbonio.Cloud.Cli.Credentials;

/// <summary><c>carbonio auth policy</c>: from where phones may log in.</summary>
internal static class AuthPolicyCommands
{
    // As admins call a part of the policy, and the attribute that holds it.
    private static readonly (string Parameter, string Attribute)[] Parts =
    [
        ("ip_can_change", "carbonioAuthEasIpCanChange"),
        ("trusted_ip_range", "carbonioAuthEasTrustedIpRange"),
        ("2fa_policy", "carbonioAuthEas2faPolicy"),
    ];

    private static readonly ParameterSpec Domain = new("domain", "Domain Name", "example.com");

    private static readonly ParameterSpec[] PolicyParameters =
    [
        new("ip_can_change", "Boolean", "true, false", "unchanged"),
        new("trusted_ip_range", "String list", "192.168.0.0/16,2001:db8::/32; \"\" for none", "unchanged"),
        new("2fa_policy", "Integer", "0 (no_2fa), 1 (ip_2fa), 2 (device_2fa)", "unchanged"),
    ];

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "auth policy set EAS global",
            "Says from where phones may log in, unless their domain says it.",
            PolicyParameters,
            "carbonio auth policy set EAS global 2fa_policy 1 trusted_ip_range 192.168.0.0/16",
            context => SetAsync(context, "config/global")),
        new(
            "auth policy set EAS domain",
            "Says from where the phones of a domain may log in.",
            [Domain, .. PolicyParameters],
            "carbonio auth policy set EAS domain example.com 2fa_policy 2 trusted_ip_range 192.168.0.0/16",
            context => SetAsync(context, PathOf(context))),
        new("auth policy list global", "Shows from where phones may log in, unless their domain says it.", [], "carbonio auth policy list global", context => ListAsync(context, "config/global")),
        new("auth policy list domain", "Shows from where the phones of a domain may log in.", [Domain], "carbonio auth policy list domain example.com", context => ListAsync(context, PathOf(context))),
    ];

    private static string PathOf(CommandContext context) => "config/domains/" + AdminClient.Escape(context["domain"]);

    private static async Task<CommandResult> SetAsync(CommandContext context, string path)
    {
        var changes = new JsonObject();
        foreach (var (parameter, attribute) in Parts)
        {
            if (context.Find(parameter) is { } value)
            {
                changes[attribute] = value;
            }
        }

        if (changes.Count == 0)
        {
            return CommandResult.Refused("nothing_to_do", "Nothing to change: add ip_can_change, trusted_ip_range or 2fa_policy.");
        }

        var answer = await context.Api.PatchAsync(path, new() { ["attributes"] = changes });
        return answer.Error is { } error
            ? CommandResult.Refused(error with { Message = InAdminsWords(error.Message) })
            : await ListAsync(context, path);
    }

    private static async Task<CommandResult> ListAsync(CommandContext context, string path)
    {
        var answer = await context.Api.GetAsync(path);
        if (answer.Body?["values"] is not JsonArray values)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var policy = new JsonObject();
        foreach (var (parameter, attribute) in Parts)
        {
            var value = values.First(one => one!["name"]!.ToString() == attribute)!;
            var text = value["value"]!.ToString() is { Length: > 0 } own ? own : value["inheritedValue"]!.ToString();
            policy[parameter] = parameter switch
            {
                "ip_can_change" => text == "TRUE",
                "2fa_policy" => int.Parse(text, provider: null),
                _ => text,
            };
        }

        return CommandResult.Done(
            new JsonObject { ["policies"] = new JsonObject { ["EAS"] = policy } },
            output => TextTable.WritePairs(output, "EAS", Attributes.Pairs(policy)));
    }

    private static string InAdminsWords(string message) =>
        Parts.Aggregate(message, (text, part) => text.Replace(part.Attribute, part.Parameter, StringComparison.Ordinal));
}
