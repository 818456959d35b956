namespace Carbonio.Cloud.Directory;

/// <summary>Ids and secrets as text.</summary>
internal static class RandomText
{
    /// <summary>32 letters and digits that nobody mistakes for one another: 5 bits each.</summary>
    public const string Readable = "abcdefghijkmnpqrstuvwxyz23456789";

    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary><paramref name="count"/> readable characters, 5 bits each.</summary>
    public static string Next(IRandomSource random, int count)
    {
        Span<byte> bytes = stackalloc byte[count];
        random.Fill(bytes);
        Span<char> text = stackalloc char[count];
        for (var i = 0; i < count; i++)
        {
            text[i] = Readable[bytes[i] & 31]; // 256 is a multiple of 32: no bias
        }

        return text.ToString();
    }

    /// <summary>Five letters, as Carbonio names credentials; unique only within an account. The slight bias harms nobody: it is no secret.</summary>
    public static string NextCredentialId(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[5];
        random.Fill(bytes);
        Span<char> text = stackalloc char[5];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Letters[bytes[i] % Letters.Length];
        }

        return text.ToString();
    }

    /// <summary>A random id.</summary>
    public static Guid NextGuid(IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        return new Guid(bytes);
    }
}
