namespace Carbonio.Cloud.Mailboxes;

/// <summary>
/// Gives ids of 26 lower-case characters that sort by time and are never given twice: 48 bits of milliseconds, then 80 random
/// bits, in Crockford's base 32. Within a millisecond, and while the clock stands or goes back, each id is the one before plus
/// one. Safe for concurrent use.
/// </summary>
/// <remarks>The ULID specification, with lower-case letters: ids are parts of blob names, which have no others.</remarks>
public sealed class UlidSource
{
    /// <summary>Characters of an id.</summary>
    public const int Characters = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int RandomBytes = 10;
    private const int RandomBits = 8 * RandomBytes;

    private readonly TimeProvider time;
    private readonly Action<Span<byte>> random;
    private readonly Lock gate = new();
    private UInt128 last;

    /// <summary>Made with a clock and a source of random bytes, such as <see cref="System.Security.Cryptography.RandomNumberGenerator.Fill"/>.</summary>
    public UlidSource(TimeProvider time, Action<Span<byte>> random)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        this.time = time;
        this.random = random;
    }

    /// <summary>The next id.</summary>
    public string Next()
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        random(bytes);
        var tail = UInt128.Zero;
        foreach (var b in bytes)
        {
            tail = (tail << 8) | b;
        }

        var now = (UInt128)(ulong)Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds());
        UInt128 id;
        lock (gate)
        {
            id = now > last >> RandomBits ? (now << RandomBits) | tail : last + 1;
            last = id;
        }

        return string.Create(Characters, id, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }
}
