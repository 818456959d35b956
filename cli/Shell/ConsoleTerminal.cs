namespace Carbonio.Cloud.Cli.Shell;

/// <summary>The console of this process.</summary>
internal sealed class ConsoleTerminal : IShellTerminal
{
    private const int UsualWidth = 80;

    /// <inheritdoc/>
    public int Width => Console.WindowWidth is > 0 and var width ? width : UsualWidth;

    /// <inheritdoc/>
    public ConsoleKeyInfo ReadKey()
    {
        // Only while a line is typed: what runs is interrupted by Ctrl-C.
        Console.TreatControlCAsInput = true;
        try
        {
            return Console.ReadKey(intercept: true);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    /// <inheritdoc/>
    public void Write(string text) => Console.Out.Write(text);
}
