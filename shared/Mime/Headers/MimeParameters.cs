using System.Collections;

namespace Carbonio.Cloud.Mime;

/// <summary>Parameters of a structured field, decoded. Names are compared without case; of a repeated name the first counts.</summary>
/// <remarks>RFC 2045, 5.1 and RFC 2231.</remarks>
public sealed class MimeParameters : IReadOnlyList<KeyValuePair<string, string>>
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> values;

    internal MimeParameters(IReadOnlyList<KeyValuePair<string, string>> values) => this.values = values;

    /// <summary>No parameters.</summary>
    public static MimeParameters None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => values.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => values[index];

    /// <summary>The value of that parameter, or null.</summary>
    public string? Find(string name)
    {
        foreach (var (key, value) in values)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
