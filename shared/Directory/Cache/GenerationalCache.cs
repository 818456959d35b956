using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// A bounded cache whose hits take no lock: two generations of half its capacity each. A hit in the old one moves the entry
/// to the young one; when that is full it becomes the old one, and what nobody asked for in two turns is gone.
/// </summary>
internal sealed class GenerationalCache<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly int half = Math.Max(1, capacity / 2);

    // Moving and removing exclude each other: a removed entry must not come back by a move that was under way.
    private readonly Lock changing = new();
    private volatile ConcurrentDictionary<TKey, TValue> young = new(comparer);
    private ConcurrentDictionary<TKey, TValue> old = new(comparer);

    /// <summary>Entries held now, never more than the capacity.</summary>
    public int Count
    {
        get
        {
            lock (changing)
            {
                return young.Count + old.Count;
            }
        }
    }

    /// <summary>Finds an entry.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out value))
        {
            return true;
        }

        lock (changing)
        {
            if (young.TryGetValue(key, out value))
            {
                return true;
            }

            if (!old.TryRemove(key, out value))
            {
                return false;
            }

            Put(key, value);
            return true;
        }
    }

    /// <summary>Adds or replaces an entry.</summary>
    public void Set(TKey key, TValue value)
    {
        lock (changing)
        {
            old.TryRemove(key, out _);
            Put(key, value);
        }
    }

    /// <summary>The entry of that key, made if there is none. Of two callers at once, both get the same.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (young.TryGetValue(key, out var value))
        {
            return value;
        }

        lock (changing)
        {
            if (young.TryGetValue(key, out value))
            {
                return value;
            }

            if (!old.TryRemove(key, out value))
            {
                value = make(key);
            }

            Put(key, value);
            return value;
        }
    }

    /// <summary>Removes an entry if it is there.</summary>
    public void Remove(TKey key)
    {
        lock (changing)
        {
            young.TryRemove(key, out _);
            old.TryRemove(key, out _);
        }
    }

    private void Put(TKey key, TValue value)
    {
        if (young.TryAdd(key, value))
        {
            if (++youngCount >= half)
            {
                old = young;
                young = new(comparer);
                youngCount = 0;
            }
        }
        else
        {
            young[key] = value;
        }
    }

    // ConcurrentDictionary.Count takes all its locks.
    private int youngCount;
}
