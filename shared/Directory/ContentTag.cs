using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Directory;

/// <summary>A short name for content, the same for the same: what an admin has read is compared by it with what holds now.</summary>
internal static class ContentTag
{
    private const int Bytes = 12;

    public static string Of(params ReadOnlySpan<string> parts)
    {
        // No part holds a line feed, so two lists of parts differ when their texts do.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Convert.ToHexStringLower(hash.AsSpan(0, Bytes));
    }
}
