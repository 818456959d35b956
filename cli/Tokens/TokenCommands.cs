using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Provisioning;

namespace Carbonio.Cloud.Cli.Tokens;

/// <summary><c>carbonio token</c>: who may use the admin API.</summary>
internal static class TokenCommands
{
    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "token add",
            "Makes an admin token; it is shown only now.",
            [
                new("role", "String", "global, delegated, delivery"),
                new("domains", "String list", "example.com,example.org", "none; a delegated token needs some"),
                new("label", "String", "who holds it", "empty"),
                new("expires", "Days or moment", "90d, 2027-01-31T00:00:00Z", "never"),
            ],
            "carbonio token add delegated domains example.com label \"help desk\" expires 90d",
            AddAsync),
        new("token list", "Lists admin tokens, without their secrets.", [], "carbonio token list", ListAsync),
        new("token revoke", "Revokes an admin token: within 10 seconds nobody gets in with it.", [new("token_id", "String", "as 'token list' shows it")], "carbonio token revoke k7mp2xq9ab", RevokeAsync),
    ];

    private static async Task<CommandResult> AddAsync(CommandContext context)
    {
        var body = new JsonObject { ["role"] = context["role"], ["label"] = context.Find("label") ?? "" };
        if (context.Find("domains") is { } domains)
        {
            body["domains"] = new JsonArray([.. domains.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(domain => JsonValue.Create(domain))]);
        }

        if (context.Find("expires") is { } expires)
        {
            if (Moment(expires, context.Environment.Time.GetUtcNow()) is not { } moment)
            {
                return CommandResult.Refused("invalid", $"'{expires}' is no time: write days such as 90d, or a moment such as 2027-01-31T00:00:00Z.");
            }

            body["expires"] = moment.ToString("O", CultureInfo.InvariantCulture);
        }

        var answer = await context.Api.PostAsync("tokens", body);
        if (answer.Body is not { } made || made["details"] is not JsonObject details)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var response = (JsonObject)details.DeepClone();
        response["token"] = made["token"]?.DeepClone();
        return CommandResult.Done(response, output =>
        {
            TextTable.WritePairs(output, "token created; it is not shown again", Pairs(details));
            output.WriteLine($"  token    {made["token"]}");
        });
    }

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        var tokens = new JsonArray();
        string? continuation = null;
        do
        {
            var answer = await context.Api.GetAsync("tokens?limit=1000" + (continuation is null ? "" : "&continuation=" + AdminClient.Escape(continuation)));
            if (answer.Body is not { } page)
            {
                return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
            }

            foreach (var token in page["tokens"] as JsonArray ?? [])
            {
                tokens.Add(token!.DeepClone());
            }

            continuation = page["continuation"]?.ToString();
        }
        while (continuation is not null);

        return CommandResult.Done(new JsonObject { ["tokens"] = tokens }, output => TextTable.Write(
            output,
            ["ID", "ROLE", "DOMAINS", "EXPIRES", "LABEL"],
            [.. tokens.Select(token => (IReadOnlyList<string>)
            [
                token!["id"]!.ToString(), token["role"]!.ToString(), Attributes.Join(token["domains"]), token["expires"]?.ToString() ?? "never", token["label"]!.ToString(),
            ])]));
    }

    private static async Task<CommandResult> RevokeAsync(CommandContext context)
    {
        var answer = await context.Api.DeleteAsync("tokens/" + AdminClient.Escape(context["token_id"]));
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["id"] = context["token_id"] }, $"token {context["token_id"]} revoked");
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonObject token) =>
    [
        new("id", token["id"]!.ToString()),
        new("role", token["role"]!.ToString()),
        new("domains", Attributes.Join(token["domains"])),
        new("label", token["label"]!.ToString()),
        new("expires", token["expires"]?.ToString() ?? "never"),
    ];

    private static DateTimeOffset? Moment(string text, DateTimeOffset now)
    {
        if (text.EndsWith('d') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return days is > 0 and < 36_500 ? now.AddDays(days) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }
}
