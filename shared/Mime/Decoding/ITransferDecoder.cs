namespace Carbonio.Cloud.Mime;

/// <summary>One transfer encoding's state between chunks.</summary>
internal interface ITransferDecoder
{
    /// <summary>Most decoded bytes that may be held back from one chunk to the next.</summary>
    const int MaximumHeldBytes = 1024;

    /// <summary>Decodes a chunk into <paramref name="output"/>, which holds at least its length and <see cref="MaximumHeldBytes"/> more.</summary>
    /// <returns>Bytes written.</returns>
    int Decode(ReadOnlySpan<byte> encoded, Span<byte> output);

    /// <summary>Ends the body.</summary>
    /// <returns>Bytes written, at most <see cref="MaximumHeldBytes"/>.</returns>
    int Finish(Span<byte> output);
}
