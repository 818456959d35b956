using System.Buffers;
using Carbonio.Cloud.ActiveSync;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Http;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>The body of a request, into pooled memory.</summary>
internal static class RequestBody
{
    /// <summary>Longest body of which anything is read: what the Functions host lets through. Each endpoint has its own limit below.</summary>
    public const int LongestTakenBytes = 100 * 1024 * 1024;

    private const int FirstBytes = 4 * 1024;
    private const int MostBytesAtFirst = 64 * 1024;

    /// <summary>Reads it. One longer than <paramref name="maximumBytes"/>, or than there is memory for, is refused as soon as that shows: mostly by its announced length.</summary>
    public static async ValueTask<BodyRead> ReadAsync(HttpContext context, int maximumBytes, BodyMemory memory, CancellationToken cancellationToken)
    {
        var declared = context.Request.ContentLength;
        if (declared > maximumBytes)
        {
            return BodyRead.TooLong;
        }

        if (declared == 0)
        {
            return BodyRead.Of(new EasBody(default));
        }

        var room = declared <= WorkLimits.UncountedBodyBytes ? null : new BodyReservation(memory, maximumBytes);
        if (room?.TryGrow(declared ?? 0) == false)
        {
            return BodyRead.NoMemory;
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
                var hasRoom = fits && room?.TryGrow(length + read.Buffer.Length) != false;
                if (hasRoom)
                {
                    buffer = Grown(buffer, length, (int)read.Buffer.Length);
                    read.Buffer.CopyTo(buffer.AsSpan(length));
                    length += (int)read.Buffer.Length;
                }

                reader.AdvanceTo(read.Buffer.End);
                if (!hasRoom)
                {
                    Release();
                    return fits ? BodyRead.NoMemory : BodyRead.TooLong;
                }

                if (read.IsCompleted)
                {
                    return BodyRead.Of(new EasBody(buffer.AsMemory(0, length), Release));
                }
            }
        }
        catch (BadHttpRequestException)
        {
            Release();
            return BodyRead.TooLong;
        }
        catch
        {
            Release();
            throw;
        }

        void Release()
        {
            ArrayPool<byte>.Shared.Return(buffer);
            room?.Dispose();
        }
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
