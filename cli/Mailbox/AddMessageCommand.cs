using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;
using Spectre.Console;

namespace Carbonio.Cloud.Cli.Mailbox;

/// <summary>
/// <c>carbonio mailbox addMessage</c>: puts .eml files, mbox files and folders of them into a mailbox, several at a time.
/// Each message has a key made of this run and its number, so that a retry never doubles one.
/// </summary>
internal static class AddMessageCommand
{
    private const int InFlight = 8;
    private const int ListedFaults = 20;

    // With these every other message would fare alike: stop.
    private static readonly string[] Hopeless = ["unauthorized", "forbidden", "no_such_account", "no_such_folder", "unreachable", "interrupted"];

    public static CommandSpec Spec { get; } = new(
        "mailbox addMessage",
        "Puts messages into a folder of a mailbox.",
        [
            new("account", "Account Name/ID", "alice@example.com"),
            new("folder", "String", "Inbox, /Projects/A, or an id"),
            new("file", "Path", ".eml, mbox, or a folder of them"),
        ],
        "carbonio mailbox addMessage alice@example.com Inbox mails/ archive.mbox",
        RunAsync)
    {
        RepeatsLast = true,
        HasDryRun = true,
    };

    private static async Task<CommandResult> RunAsync(CommandContext context)
    {
        var (files, missing) = MessageFiles.Find(context.Arguments.Repeated);
        if (missing is not null)
        {
            return CommandResult.Refused("no_such_file", $"There is no file or folder '{missing}'.");
        }

        // One clear line before a thousand alike.
        var account = await context.Api.GetAsync("accounts/" + AdminClient.Escape(context["account"]));
        if (account.Error is { } refused)
        {
            return CommandResult.Refused(refused);
        }

        var totals = new Totals();
        if (context.Options.DryRun)
        {
            await foreach (var message in MessageFiles.ReadAsync(files, context.Cancellation))
            {
                totals.Count(message, message.Fault is { } fault ? new("file", fault) : null);
            }

            return Result(totals, context["folder"], context["account"], isDryRun: true);
        }

        if (context.Options.Progress || (context.Environment.ErrorsAreShown && !context.Options.Json))
        {
            var console = AnsiConsole.Create(new()
            {
                Out = new AnsiConsoleOutput(context.Environment.Errors),
                Ansi = context.Options.Progress ? AnsiSupport.Yes : AnsiSupport.Detect,
                Interactive = InteractionSupport.Yes,
            });
            await console.Progress().StartAsync(async progress =>
            {
                var bar = progress.AddTask("Adding messages", maxValue: Math.Max(1, files.Sum(file => file.Length)));
                await AddAllAsync(context, files, totals, bytes => bar.Increment(bytes));
                bar.Value = bar.MaxValue;
            });
        }
        else
        {
            await AddAllAsync(context, files, totals, static _ => { });
        }

        return Result(totals, context["folder"], context["account"], isDryRun: false);
    }

    private static async Task AddAllAsync(CommandContext context, IReadOnlyList<FileInfo> files, Totals totals, Action<long> sent)
    {
        var path = $"mailboxes/{AdminClient.Escape(context["account"])}/messages?folder={AdminClient.Escape(context["folder"])}";
        using var hopeless = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        try
        {
            await Parallel.ForEachAsync(
                Number(MessageFiles.ReadAsync(files, hopeless.Token)),
                new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = hopeless.Token },
                async (numbered, stop) =>
                {
                    var (message, number) = numbered;
                    var error = message.Content is { } content
                        ? (await context.Api.PostMessageAsync(path, content, string.Create(CultureInfo.InvariantCulture, $"{context.Environment.Invocation}-{number}"), stop)).Error
                        : new("file", message.Fault!);
                    totals.Count(message, error);
                    sent(message.Content?.Length ?? 0);
                    if (error is not null && Hopeless.Contains(error.Code))
                    {
                        totals.Stopped ??= error;
                        await hopeless.CancelAsync();
                    }
                });
        }
        catch (OperationCanceledException) when (hopeless.IsCancellationRequested && !context.Cancellation.IsCancellationRequested)
        {
            // totals.Stopped says why
        }
    }

    private static async IAsyncEnumerable<(MessageFile Message, int Number)> Number(IAsyncEnumerable<MessageFile> messages)
    {
        var number = 0;
        await foreach (var message in messages)
        {
            yield return (message, number++);
        }
    }

    private static CommandResult Result(Totals totals, string folder, string account, bool isDryRun)
    {
        if (totals.Stopped is { } stopped)
        {
            return CommandResult.Refused(stopped with { Message = $"{stopped.Message} ({totals.Added} messages were added before.)" });
        }

        if (totals.Faults.Count > 0)
        {
            var listed = totals.Faults.Order(StringComparer.Ordinal).Take(ListedFaults).ToList();
            if (totals.Faults.Count > listed.Count)
            {
                listed.Add($"and {totals.Faults.Count - listed.Count} more");
            }

            return CommandResult.Refused(new CommandError(
                "partly_failed",
                isDryRun
                    ? $"{totals.Faults.Count} of {totals.Added + totals.Faults.Count} messages could not be added to {folder}."
                    : $"{totals.Faults.Count} of {totals.Added + totals.Faults.Count} messages were not added; the others are in {folder}. Repeat with these alone.",
                listed));
        }

        var messages = totals.Added == 1 ? "message" : "messages";
        return isDryRun
            ? CommandResult.Done(
                new JsonObject { ["would_add"] = totals.Added, ["folder"] = folder, ["account"] = account },
                $"{totals.Added} {messages} would be added to {folder} of {account}")
            : CommandResult.Done(
                new JsonObject { ["added"] = totals.Added, ["folder"] = folder, ["account"] = account },
                $"{totals.Added} {messages} added to {folder} of {account}");
    }

    private sealed class Totals
    {
        private readonly Lock gate = new();

        public int Added { get; private set; }

        public List<string> Faults { get; } = [];

        public CommandError? Stopped { get; set; }

        public void Count(MessageFile message, CommandError? error)
        {
            lock (gate)
            {
                if (error is null)
                {
                    Added++;
                }
                else
                {
                    Faults.Add($"{message.Name}: {error.Message}");
                }
            }
        }
    }
}
