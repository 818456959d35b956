using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.Audit;
using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Configuration;
using Carbonio.Cloud.Cli.Credentials;
using Carbonio.Cloud.Cli.Debug;
using Carbonio.Cloud.Cli.Mailbox;
using Carbonio.Cloud.Cli.Mobile;
using Carbonio.Cloud.Cli.Mobile.Devices;
using Carbonio.Cloud.Cli.Provisioning;
using Carbonio.Cloud.Cli.Simulation;
using Carbonio.Cloud.Cli.Tokens;

namespace Carbonio.Cloud.Cli;

/// <summary>The command <c>carbonio</c>. Exit status: 0 done, 1 refused or failed (one line on stderr), 2 wrong usage.</summary>
internal static class CarbonioCli
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<CommandSpec> Commands { get; } =
    [
        LoginCommand.Spec, .. DomainCommands.Specs, .. AccountCommands.Specs, .. CosCommands.Specs,
        .. TokenCommands.Specs, .. CredentialCommands.Specs, .. AuthPolicyCommands.Specs, AddMessageCommand.Spec, .. BadItemCommands.Specs,
        .. DeviceListCommands.Specs, .. DeviceCommands.Specs, .. WipeCommand.Specs, .. ProvisioningCommands.Specs, .. StateCommands.Specs, .. FolderSyncCommands.Specs, .. PropertyCommands.Specs, SimulateCommand.Spec,
        .. ConfigCommands.Specs, .. ServiceCommands.Specs, AuditCommand.Spec, WbxmlCommand.Spec,
    ];

    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliEnvironment environment, CancellationToken cancellationToken)
    {
        var (options, rest, error) = GlobalOptions.Take(arguments);
        if (error is not null)
        {
            return Misused(environment, options, error, null);
        }

        if (rest.Count > 0 && rest[0].Equals("--version", StringComparison.OrdinalIgnoreCase))
        {
            environment.Output.WriteLine(typeof(CarbonioCli).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
            return Done;
        }

        var help = options.Help;
        if (rest.Count > 0 && rest[0].Equals("help", StringComparison.OrdinalIgnoreCase))
        {
            rest.RemoveAt(0);
            help = true;
        }

        if (rest.Count == 0)
        {
            UsageText.WriteList(help ? environment.Output : environment.Errors, Commands);
            return help ? Done : WrongUsage;
        }

        var (command, words) = Commands.Select(candidate => (candidate, candidate.Matches(rest))).MaxBy(pair => pair.Item2);
        if (words == 0)
        {
            return Unknown(environment, options, rest, help);
        }

        if (help)
        {
            UsageText.Write(environment.Output, command);
            return Done;
        }

        var (parsed, wrong) = ArgumentParser.Parse(command, rest[words..]);
        if (parsed is null)
        {
            return Misused(environment, options, wrong!, command);
        }

        return await RunAsync(command, new(parsed, environment, options, cancellationToken));
    }

    private static async Task<int> RunAsync(CommandSpec command, CommandContext context)
    {
        if (command.Replacement is { } replacement)
        {
            await context.Environment.Errors.WriteLineAsync($"'{command.Words}' is deprecated: use '{replacement}'.");
        }

        CommandResult result;
        try
        {
            result = await command.RunAsync(context);
            foreach (var warning in result.Warnings)
            {
                context.Environment.Errors.WriteLine(warning);
            }

            if (result.Pages is { } pages)
            {
                return await ListAsync(pages, context);
            }
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            result = CommandResult.Refused("interrupted", "interrupted");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            result = CommandResult.Refused("file", fault.Message);
        }

        if (result.Error is { } error)
        {
            Print(context.Environment, context.Options, error);
            return Failed;
        }

        if (context.Options.Json)
        {
            context.Environment.Output.WriteLine(new JsonObject { ["response"] = result.Response, ["ok"] = true }.ToJsonString(Readable));
        }
        else
        {
            result.Print?.Invoke(context.Environment.Output);
        }

        return Done;
    }

    private static async Task<int> ListAsync(ListPages pages, CommandContext context)
    {
        var json = context.Options.Json;
        var error = await pages.WriteAsync(context.Environment.Output, json, node => node.ToJsonString(Readable), context.Cancellation);
        if (error is null)
        {
            return Done;
        }

        if (!json)
        {
            Print(context.Environment, context.Options, error);
        }

        return Failed;
    }

    private static int Unknown(CliEnvironment environment, GlobalOptions options, List<string> words, bool help)
    {
        // "carbonio help prov" or "carbonio prov": what there is in that module.
        var below = Commands.Where(command => command.Words.StartsWith(string.Join(' ', words) + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (help && below.Count > 0)
        {
            UsageText.WriteList(environment.Output, below);
            return Done;
        }

        var said = string.Join(' ', words.Take(3));
        var status = Misused(environment, options, below.Count > 0 ? $"'{said}' needs one of its commands" : $"there is no command '{said}'", null);
        if (!options.Json)
        {
            UsageText.WriteList(environment.Errors, below.Count > 0 ? below : Commands);
        }

        return status;
    }

    private static int Misused(CliEnvironment environment, GlobalOptions options, string what, CommandSpec? command)
    {
        Print(environment, options, new("usage", what));
        if (command is not null && !options.Json)
        {
            environment.Errors.WriteLine();
            UsageText.Write(environment.Errors, command);
        }

        return WrongUsage;
    }

    private static void Print(CliEnvironment environment, GlobalOptions options, CommandError error)
    {
        if (!options.Json)
        {
            foreach (var detail in error.Details ?? [])
            {
                environment.Errors.WriteLine(detail);
            }

            environment.Errors.WriteLine(error.Message);
            return;
        }

        var body = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        if (error.Details is { } details)
        {
            body["details"] = new JsonArray([.. details.Select(detail => JsonValue.Create(detail))]);
        }

        environment.Output.WriteLine(new JsonObject { ["ok"] = false, ["error"] = body }.ToJsonString(Readable));
    }
}
