using Carbonio.Cloud.Cli;

// Ctrl-C ends what runs in order, with an exit status; in the shell it ends one command.
var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await CarbonioCli.RunAsync(args, CliEnvironment.OfProcess(FreshInterrupt), stop.Token);

CancellationToken FreshInterrupt()
{
    stop = new();
    return stop.Token;
}
