using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// The version row of a partition: a number that grows by one for each key changed, and the last of these keys,
/// so that a reader that saw an older number knows what to forget.
/// </summary>
internal sealed record DirectoryVersion(long Number, IReadOnlyList<string> Changed)
{
    public const string Row = "version";

    private const int MaximumKeys = 256;
    private const int MaximumCharacters = 30_000;

    public static DirectoryVersion None { get; } = new(0, []);

    public static DirectoryVersion Read(Entity? row) => row is null
        ? None
        : new(row.Properties["n"].AsInt64(), row.Properties.FindString("keys") is { Length: > 0 } keys ? keys.Split('\n') : []);

    /// <summary>The version after some more keys changed. The newest key stands last.</summary>
    public DirectoryVersion After(IReadOnlyCollection<string> keys)
    {
        var kept = Changed.Concat(keys).ToList();
        var first = Math.Max(0, kept.Count - MaximumKeys);
        var characters = kept.Skip(first).Sum(key => key.Length + 1);
        while (characters > MaximumCharacters)
        {
            characters -= kept[first].Length + 1;
            first++;
        }

        return new(Number + keys.Count, kept[first..]);
    }

    /// <summary>The keys that changed since <paramref name="known"/>, or null when the row no longer knows them all.</summary>
    public IEnumerable<string>? Since(long known)
    {
        var missed = Number - known;
        return missed >= 0 && missed <= Changed.Count ? Changed.Skip(Changed.Count - (int)missed) : null;
    }

    public EntityProperties ToProperties() => new()
    {
        { "v", DirectoryRows.Schema },
        { "n", Number },
        { "keys", string.Join('\n', Changed) },
    };
}
