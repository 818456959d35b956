using System.Buffers;
using Carbonio.Cloud.ActiveSync;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>The body of a request, into pooled memory.</summary>
internal static class RequestBody
{
    /// <summary>Longest body of which anything is read: what the Functions host lets through. Each endpoint has its own limit below.</summary>
    public const int LongestTakenBytes = 100 * 1024 * 1024;

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

    /// <summary>Sends the answer, then drops what is left of the body: who sends it, a proxy above all, reads no answer before it has sent all.</summary>
    public static async Task DropAsync(HttpContext context)
    {
        await context.Response.CompleteAsync();
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
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
