using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>A login name and password from an Authorization header.</summary>
/// <remarks>RFC 7617. Devices send UTF-8; what is not valid UTF-8 is what older ones send, Latin-1.</remarks>
public readonly record struct BasicCredentials(string Login, string Password)
{
    private const int MaximumCharacters = 4096;

    /// <summary>Reads the header.</summary>
    /// <returns>False when it is missing, of another scheme, or cannot be read.</returns>
    public static bool TryRead(string? authorization, out BasicCredentials credentials)
    {
        credentials = default;
        const string scheme = "Basic ";
        if (authorization is not { Length: <= MaximumCharacters } || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var base64 = authorization.AsSpan(scheme.Length).Trim();
        var rented = ArrayPool<byte>.Shared.Rent(MaximumCharacters);
        try
        {
            if (!Convert.TryFromBase64Chars(base64, rented, out var length))
            {
                return false;
            }

            var bytes = rented.AsSpan(0, length);
            var colon = bytes.IndexOf((byte)':');
            if (colon <= 0)
            {
                return false;
            }

            var encoding = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1;
            credentials = new(encoding.GetString(bytes[..colon]), encoding.GetString(bytes[(colon + 1)..]));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true); // a password
        }
    }

    /// <summary>Without the password: records print themselves into logs.</summary>
    public override string ToString() => Login;
}
