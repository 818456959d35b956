using System.Text.Json.Nodes;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>Runs command lines in a world made of strings, against a scripted server.</summary>
internal sealed class CliRun
{
    public ScriptedServer Server { get; } = new();

    public Dictionary<string, string> Variables { get; } = new() { ["CARBONIO_URL"] = "https://server.test", ["CARBONIO_TOKEN"] = "cct_x_y" };

    public string SettingsPath { get; init; } = "/nonexistent/carbonio/cli.json";

    public string Input { get; set; } = "";

    public byte[] InputBytes { get; set; } = [];

    public MemoryStream OutputBytes { get; private set; } = new();

    public FakeTimeProvider Time { get; } = new();

    public bool OutputIsUnicode { get; set; } = true;

    public Func<HttpMessageHandler>? Handler { get; init; }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(Input);
        OutputBytes = new();
        var environment = new CliEnvironment
        {
            Output = output,
            Errors = errors,
            Input = input,
            InputBytes = () => new MemoryStream(InputBytes),
            OutputBytes = () => OutputBytes,
            ReadSecret = input.ReadLine,
            ErrorsAreShown = false,
            OutputIsUnicode = OutputIsUnicode,
            Variable = name => Variables.GetValueOrDefault(name),
            SettingsPath = SettingsPath,
            Handler = Handler ?? (() => Server),
            Time = Time,
            Invocation = "run",
        };
        var run = CarbonioCli.RunAsync(arguments, environment, TestContext.Current.CancellationToken);
        while (!run.IsCompleted)
        {
            // A pause between retries waits for this clock.
            if (Time.PendingTimers > 0)
            {
                Time.Advance(TimeSpan.FromSeconds(30));
            }

            await Task.WhenAny(run, Task.Delay(1, TestContext.Current.CancellationToken));
        }

        var status = await run;
        Output = output.ToString();
        Errors = errors.ToString();
        return status;
    }
}
