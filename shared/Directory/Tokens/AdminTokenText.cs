using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Directory;

/// <summary>A token as its holder has it: <c>cct_{id}_{secret}</c>.</summary>
internal static class AdminTokenText
{
    public const string Prefix = "cct_";
    public const int IdCharacters = 10;
    private const int SecretCharacters = 52; // 260 bits

    private static readonly SearchValues<char> IdLetters = SearchValues.Create(RandomText.Readable);

    public static (string Id, string Text) Next(IRandomSource random)
    {
        var id = RandomText.Next(random, IdCharacters);
        return (id, $"{Prefix}{id}_{RandomText.Next(random, SecretCharacters)}");
    }

    public static bool TryGetId(string? text, out string id)
    {
        var good = text is { Length: 4 + IdCharacters + 1 + SecretCharacters }
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[Prefix.Length + IdCharacters] == '_'
            && IsId(text.AsSpan(Prefix.Length, IdCharacters));
        id = good ? text!.Substring(Prefix.Length, IdCharacters) : "";
        return good;
    }

    /// <summary>True when a token could have that id, so that it can stand in a key.</summary>
    public static bool IsId(ReadOnlySpan<char> id) => id.Length == IdCharacters && !id.ContainsAnyExcept(IdLetters);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
