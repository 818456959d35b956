using System.Buffers;
using Carbonio.Cloud.ActiveSync;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>The body of a request, into pooled memory.</summary>
internal static class RequestBody
{
    private const int FirstBytes = 4 * 1024;
    private const int MostBytesAtFirst = 64 * 1024;

    /// <summary>Reads it.</summary>
    /// <returns>Null when it is longer than <paramref name="maximumBytes"/>, which its announced length already shows, or broken off.</returns>
    public static async Task<EasBody?> ReadAsync(HttpContext context, int maximumBytes, CancellationToken cancellationToken)
    {
        var declared = context.Request.ContentLength;
        if (declared > maximumBytes)
        {
            return null;
        }

        if (declared == 0)
        {
            return new EasBody(default);
        }

        // Memory grows with what has come, not with what was announced.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(declared ?? FirstBytes, MostBytesAtFirst));
        var length = 0;
        var reader = context.Request.BodyReader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var fits = read.Buffer.Length <= maximumBytes - length;
                if (fits)
                {
                    buffer = Grown(buffer, length, (int)read.Buffer.Length);
                    read.Buffer.CopyTo(buffer.AsSpan(length));
                    length += (int)read.Buffer.Length;
                }

                reader.AdvanceTo(read.Buffer.End);
                if (!fits)
                {
                    Release();
                    return null;
                }

                if (read.IsCompleted)
                {
                    return new EasBody(buffer.AsMemory(0, length), Release);
                }
            }
        }
        catch (BadHttpRequestException)
        {
            Release();
            return null;
        }
        catch
        {
            Release();
            throw;
        }

        void Release() => ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte[] Grown(byte[] buffer, int length, int more)
    {
        if (buffer.Length - length >= more)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + more, 2 * buffer.Length));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
