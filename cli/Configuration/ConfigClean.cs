using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Configuration;

/// <summary><c>carbonio config clean</c>: step by step, as the server gives them.</summary>
internal static class ConfigClean
{
    public static async Task<CommandResult> RunAsync(CommandContext context)
    {
        var removed = new JsonArray();
        string? continuation = null;
        do
        {
            var answer = await context.Api.PostAsync(continuation is null ? "config/clean" : "config/clean?continuation=" + AdminClient.Escape(continuation), []);
            if (answer.Body?["removed"] is not JsonArray step)
            {
                return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
            }

            foreach (var one in step)
            {
                removed.Add(one!.DeepClone());
            }

            continuation = answer.Body["continuation"]?.ToString();
        }
        while (continuation is not null);

        return CommandResult.Done(new JsonObject { ["removed"] = removed }, output =>
        {
            foreach (var one in removed)
            {
                output.WriteLine($"removed {one!["attribute"]} from {one["level"]} {one["target"]}".TrimEnd());
            }

            if (removed.Count == 0)
            {
                output.WriteLine("nothing to remove");
            }
        });
    }
}
