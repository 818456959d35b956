using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.ActiveSync.Traffic;

/// <summary>Keeps the beginning of what is written and counts the rest: what a device sends must not fill the memory.</summary>
internal sealed class BoundedText(int maximum) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder kept = new();

    /// <summary>Characters that were not kept.</summary>
    public long Dropped { get; private set; }

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var fits = Math.Min(buffer.Length, maximum - kept.Length);
        kept.Append(buffer[..fits]);
        Dropped += buffer.Length - fits;
    }

    public override string ToString() => kept.ToString();
}
