using Carbonio.Cloud.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // end in order, with an exit status
    stop.Cancel();
};
return await CarbonioCli.RunAsync(args, CliEnvironment.OfProcess(), stop.Token);
