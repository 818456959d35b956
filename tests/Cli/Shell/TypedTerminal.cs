using System.Text;
using Carbonio.Cloud.Cli.Shell;

namespace Carbonio.Cloud.Cli.Tests.Shell;

/// <summary>A terminal at which the keys are known beforehand. A letter stands for itself; <c>^a</c> is Ctrl-A, and <c>&lt;Tab&gt;</c> a named key.</summary>
internal sealed class TypedTerminal(string keys) : IShellTerminal
{
    private readonly StringBuilder written = new();
    private int at;

    public int Width { get; init; } = 80;

    public string Written => written.ToString();

    public ConsoleKeyInfo ReadKey()
    {
        var c = keys[at++];
        switch (c)
        {
            case '^':
                var letter = keys[at++];
                return new((char)(letter - 'a' + 1), ConsoleKey.A + (letter - 'a'), shift: false, alt: false, control: true);
            case '<':
                var end = keys.IndexOf('>', at);
                var name = keys[at..end];
                at = end + 1;
                return new('\0', Enum.Parse<ConsoleKey>(name), shift: false, alt: false, control: false);
            default:
                return new(c, ConsoleKey.None, shift: false, alt: false, control: false);
        }
    }

    public void Write(string text) => written.Append(text);
}
