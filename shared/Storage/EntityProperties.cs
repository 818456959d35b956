using System.Collections;

namespace Carbonio.Cloud.Storage;

/// <summary>
/// The properties of one row, few and in the order they were set. Names are compared by ordinal.
/// A property without a value does not exist: stores keep no nulls.
/// </summary>
public sealed class EntityProperties : IEnumerable<KeyValuePair<string, EntityValue>>
{
    private readonly List<KeyValuePair<string, EntityValue>> items;

    /// <summary>An empty set.</summary>
    public EntityProperties()
        : this(8)
    {
    }

    /// <summary>An empty set with room for <paramref name="capacity"/> properties.</summary>
    public EntityProperties(int capacity) => items = new(capacity);

    /// <summary>Number of properties.</summary>
    public int Count => items.Count;

    /// <summary>Bytes these properties count against the limits, names included.</summary>
    public int EstimatedBytes
    {
        get
        {
            var bytes = 0;
            foreach (var (name, value) in items)
            {
                bytes += 8 + (2 * name.Length) + value.EstimatedBytes;
            }

            return bytes;
        }
    }

    /// <summary>The property of that name. Setting replaces or adds.</summary>
    /// <exception cref="KeyNotFoundException">Read, and there is none.</exception>
    public EntityValue this[string name]
    {
        get => TryGet(name, out var value) ? value : throw new KeyNotFoundException($"The row has no property {name}.");
        set
        {
            var index = IndexOf(name);
            if (index < 0)
            {
                items.Add(new(name, value));
            }
            else
            {
                items[index] = new(name, value);
            }
        }
    }

    /// <summary>Adds a property that is known to be new: for collection initialisers and readers.</summary>
    public void Add(string name, EntityValue value) => items.Add(new(name, value));

    /// <summary>Sets the property, or removes it when the value is null.</summary>
    public void SetOrRemove(string name, EntityValue? value)
    {
        if (value is { } present)
        {
            this[name] = present;
        }
        else
        {
            Remove(name);
        }
    }

    /// <summary>Removes the property if it is there.</summary>
    public void Remove(string name)
    {
        var index = IndexOf(name);
        if (index >= 0)
        {
            items.RemoveAt(index);
        }
    }

    /// <summary>False when there is no such property.</summary>
    public bool TryGet(string name, out EntityValue value)
    {
        var index = IndexOf(name);
        value = index < 0 ? default : items[index].Value;
        return index >= 0;
    }

    /// <summary>The text of that name, or null.</summary>
    public string? FindString(string name) => TryGet(name, out var value) ? value.AsString() : null;

    /// <summary>The integer of that name, or null.</summary>
    public long? FindInt64(string name) => TryGet(name, out var value) ? value.AsInt64() : null;

    /// <summary>The 32-bit integer of that name, or null.</summary>
    public int? FindInt32(string name) => TryGet(name, out var value) ? value.AsInt32() : null;

    /// <summary>The Boolean of that name, or null.</summary>
    public bool? FindBoolean(string name) => TryGet(name, out var value) ? value.AsBoolean() : null;

    /// <summary>The moment of that name, or null.</summary>
    public DateTimeOffset? FindDateTime(string name) => TryGet(name, out var value) ? value.AsDateTime() : null;

    /// <summary>The bytes of that name, or null.</summary>
    public byte[]? FindBinary(string name) => TryGet(name, out var value) ? value.AsBinary() : null;

    /// <inheritdoc cref="IEnumerable{T}.GetEnumerator"/>
    public List<KeyValuePair<string, EntityValue>>.Enumerator GetEnumerator() => items.GetEnumerator();

    IEnumerator<KeyValuePair<string, EntityValue>> IEnumerable<KeyValuePair<string, EntityValue>>.GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    private int IndexOf(string name)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (string.Equals(items[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
