using System.Buffers;

namespace Carbonio.Cloud.Mime;

/// <summary>The token of RFC 2045, 5.1.</summary>
internal static class Tokens
{
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>At least one character, and only those that need no quotes.</summary>
    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Characters);
}
