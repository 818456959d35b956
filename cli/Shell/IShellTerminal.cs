namespace Carbonio.Cloud.Cli.Shell;

/// <summary>The terminal a person sits at.</summary>
internal interface IShellTerminal
{
    /// <summary>Columns.</summary>
    int Width { get; }

    /// <summary>Waits for a key and does not show it. Ctrl-C is a key like others.</summary>
    ConsoleKeyInfo ReadKey();

    /// <summary>Writes text and ANSI sequences.</summary>
    void Write(string text);
}
