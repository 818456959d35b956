namespace Carbonio.Cloud.Mime;

/// <summary>Finds the entities of a message. Any bytes are a message; nothing is copied.</summary>
/// <remarks>
/// RFC 5322, 2.1 and RFC 2046, 5.1. Lines end in CRLF, LF or CR. The cost is linear in the bytes, times the depth limit for lines that start with two hyphens.
/// </remarks>
public static class MimeParser
{
    /// <summary>Parses a message.</summary>
    /// <param name="source">The raw message; the result points into it, so it must not change.</param>
    /// <param name="limits">What to hold at most.</param>
    public static MimeMessage Parse(ReadOnlyMemory<byte> source, MimeLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new ParseRun(source, limits).Run();
    }
}
