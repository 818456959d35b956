using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli;

/// <summary><c>carbonio login</c>: checks server and token and keeps them for the commands that follow.</summary>
internal static class LoginCommand
{
    public static CommandSpec Spec { get; } = new(
        "login",
        "Keeps server and token for later commands, readable by you alone. The token is asked for unless --token gives it.",
        [new("server", "URL", "https://...", "--url or CARBONIO_URL")],
        "carbonio login https://mobile.example.com",
        RunAsync)
    {
        MayFollow = "server",
    };

    private static async Task<CommandResult> RunAsync(CommandContext context)
    {
        var environment = context.Environment;
        var url = context.Find("server") ?? context.Options.Url ?? environment.Variable("CARBONIO_URL");
        if (string.IsNullOrEmpty(url))
        {
            return CommandResult.Refused("no_url", "Say which server: carbonio login https://mobile.example.com");
        }

        var token = context.Options.Token ?? environment.Variable("CARBONIO_TOKEN") ?? "-";
        if (!context.TryGetSecret(token, out var given) || (token = given!.Trim()).Length == 0)
        {
            return CommandResult.Refused("no_token", "No token was given: pipe it in, or use --token.");
        }

        var answer = await new AdminClient(environment, url, token, context.Cancellation).GetAsync("whoami");
        if (answer.Body is not { } who)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        SettingsFile.Write(environment.SettingsPath, new(url, token));
        return CommandResult.Done(
            new JsonObject { ["url"] = url, ["role"] = who["role"]?.DeepClone(), ["label"] = who["label"]?.DeepClone() },
            $"Logged in to {url} as {who["role"]} admin '{who["label"]}'.");
    }
}
