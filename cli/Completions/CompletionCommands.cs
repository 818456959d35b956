using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Completions;

/// <summary><c>carbonio completion SHELL</c>, a script that makes Tab work, and <c>carbonio complete</c>, which the script asks.</summary>
internal static class CompletionCommands
{
    // Each hands over the line and the cursor: what shells make of @, : and = on their own way is no word of ours.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bash"] = """
            # To use it: eval "$(carbonio completion bash)", in ~/.bashrc for always.
            _carbonio() {
                local IFS=$'\n' word="${COMP_LINE:0:$COMP_POINT}"
                COMPREPLY=($(carbonio complete --line "$word" 2>/dev/null))
                word="${word##* }"
                local cut="${word%"${word##*[:=@]}"}"
                COMPREPLY=("${COMPREPLY[@]#"$cut"}")
            }
            complete -o default -o bashdefault -F _carbonio carbonio
            """,
        ["zsh"] = """
            #compdef carbonio
            # To use it: eval "$(carbonio completion zsh)", in ~/.zshrc after compinit for always.
            _carbonio() {
                local -a words_found
                words_found=("${(@f)$(carbonio complete --line "${BUFFER[1,$CURSOR]}" 2>/dev/null)}")
                if [[ -n "${words_found[*]}" ]]; then
                    compadd -- "${words_found[@]}"
                else
                    _files
                fi
            }
            compdef _carbonio carbonio
            """,
        ["powershell"] = """
            # To use it: carbonio completion powershell | Out-String | Invoke-Expression, in $PROFILE for always.
            Register-ArgumentCompleter -Native -CommandName carbonio -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $line = $commandAst.ToString().PadRight($cursorPosition - $commandAst.Extent.StartOffset)
                carbonio complete --line $line.Substring(0, $cursorPosition - $commandAst.Extent.StartOffset) 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "completion",
            "Prints a script that makes the Tab key complete commands and parameters in your shell.",
            [new("shell", "String", "bash, zsh, powershell")],
            "carbonio completion bash",
            Script),
        new(
            "complete",
            "Prints the words that a command line may go on with.",
            [new("line", "String", "the line up to the cursor")],
            "carbonio complete --line \"carbonio prov get\"",
            Words)
        {
            IsHidden = true,
        },
    ];

    private static Task<CommandResult> Script(CommandContext context) => Task.FromResult(
        Scripts.TryGetValue(context["shell"], out var script)
            ? CommandResult.Done(new JsonObject { ["script"] = script }, script.ReplaceLineEndings("\n"))
            : CommandResult.Refused("no_such_shell", string.Create(CultureInfo.InvariantCulture, $"There is no script for '{context["shell"]}': choose bash, zsh or powershell.")));

    private static Task<CommandResult> Words(CommandContext context)
    {
        var line = context["line"];
        var first = line.IndexOf(' ', StringComparison.Ordinal);
        var words = first < 0 ? [] : CompletionWords.Candidates(Shell.LineWords.SplitUnfinished(line[first..]));
        return Task.FromResult(CommandResult.Done(
            new JsonObject { ["words"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) },
            output =>
            {
                foreach (var word in words)
                {
                    output.WriteLine(word);
                }
            }));
    }
}
