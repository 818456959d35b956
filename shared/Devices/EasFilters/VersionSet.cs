namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>Some of the protocol versions that there are, whether this server speaks them or not.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1.2.6 MS-ASProtocolVersion.</remarks>
/// <param name="Bits">A bit for each of <see cref="Known"/>, the oldest lowest.</param>
public readonly record struct VersionSet(byte Bits)
{
    private static readonly string[] Names = ["2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1"];

    /// <summary>All versions, oldest first.</summary>
    public static IReadOnlyList<string> Known => Names;

    /// <summary>How many sets there are: one more than the greatest <see cref="Bits"/>.</summary>
    public const int Sets = 1 << 7;

    /// <summary>None.</summary>
    public static VersionSet Empty { get; }

    /// <summary>True when nothing is in it.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many are in it.</summary>
    public int Count => int.PopCount(Bits);

    /// <summary>The set of these versions; names that are no version are left out.</summary>
    public static VersionSet Of(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new((byte)names.Select(name => Array.IndexOf(Names, name)).Where(index => index >= 0).Aggregate(0, (bits, index) => bits | (1 << index)));
    }

    /// <summary>Reads a list such as <c>2.5,14.1</c>.</summary>
    /// <returns>False when it is empty or names what is no version.</returns>
    public static bool TryParse(string text, out VersionSet versions)
    {
        ArgumentNullException.ThrowIfNull(text);
        versions = Empty;
        foreach (var name in text.Split(','))
        {
            var index = Array.IndexOf(Names, name.Trim());
            if (index < 0)
            {
                return false;
            }

            versions = new((byte)(versions.Bits | (1 << index)));
        }

        return true;
    }

    /// <summary>What is in this set and in the other.</summary>
    public VersionSet And(VersionSet other) => new((byte)(Bits & other.Bits));

    /// <summary>What is in this set or in the other.</summary>
    public VersionSet Or(VersionSet other) => new((byte)(Bits | other.Bits));

    /// <summary>What is in this set and not in the other.</summary>
    public VersionSet Without(VersionSet other) => new((byte)(Bits & ~other.Bits));

    /// <summary>The versions of this set that are not newer than the newest of the other.</summary>
    public VersionSet UpTo(VersionSet other) => other.IsEmpty ? Empty : And(new((byte)((1 << (byte.Log2(other.Bits) + 1)) - 1)));

    /// <summary>True when the version is in it.</summary>
    public bool Contains(string name) => Array.IndexOf(Names, name) is var index and >= 0 && (Bits & (1 << index)) != 0;

    /// <inheritdoc/>
    public override string ToString()
    {
        var bits = Bits;
        return string.Join(',', Names.Where((_, index) => (bits & (1 << index)) != 0));
    }
}
