using System.Collections;

namespace Carbonio.Cloud.Mime;

/// <summary>The header fields of one entity, in their order. Names are compared without case (RFC 5322, 1.2.2).</summary>
public sealed class MimeHeaders : IReadOnlyList<MimeHeader>
{
    private readonly List<MimeHeader> fields = [];

    /// <inheritdoc/>
    public int Count => fields.Count;

    /// <inheritdoc/>
    public MimeHeader this[int index] => fields[index];

    /// <summary>The first field of that name, or null.</summary>
    public MimeHeader? Find(string name)
    {
        foreach (var field in fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary><see cref="MimeHeader.Text"/> of the first field of that name, or null.</summary>
    public string? FindText(string name) => Find(name)?.Text;

    /// <inheritdoc/>
    public IEnumerator<MimeHeader> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(MimeHeader field) => fields.Add(field);
}
