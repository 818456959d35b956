using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>The key of this installation: set from outside, or made once and kept in the data folder.</summary>
internal static class ServerKey
{
    private const string FileName = "server.key";

    /// <summary>The key that is set, else the one of the data folder, which is made when it is not there.</summary>
    /// <exception cref="IOException">None is set, and none can be kept.</exception>
    public static byte[] GetOrCreate(string? set, string dataFolder)
    {
        if (!string.IsNullOrEmpty(set) && TryRead(set, out var key))
        {
            return key;
        }

        var file = Path.Combine(dataFolder, FileName);
        if (File.Exists(file) && TryRead(File.ReadAllText(file), out key))
        {
            return key;
        }

        key = RandomNumberGenerator.GetBytes(PasswordProofs.MinimumKeyBytes);
        try
        {
            PrivateFiles.Write(file, Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Carbonio__ServerKey is not set, and {file} cannot be written: {e.Message}", e);
        }

        return key;
    }

    /// <summary>Reads a key's text.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? key)
    {
        var bytes = new byte[text.Length];
        key = Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length >= PasswordProofs.MinimumKeyBytes ? bytes[..length] : null;
        return key is not null;
    }
}
