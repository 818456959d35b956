namespace Carbonio.Cloud.HostDouble;

/// <summary>What the host did, line by line, the handler's own lines among them.</summary>
public sealed class HostLog(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    /// <summary>The lines so far, each with its time.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>True when a line has that text in it.</summary>
    public bool Has(string text) => Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines);

    internal void Write(FormattableString line)
    {
        var text = $"{time.GetUtcNow():HH:mm:ss.fff} {FormattableString.Invariant(line)}";
        lock (gate)
        {
            lines.Add(text);
        }
    }
}
