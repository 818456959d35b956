namespace Carbonio.Cloud.EasClient;

/// <summary>Bytes that a careful device would not read as WBXML.</summary>
public sealed class WbxmlFormatException(string message, int offset)
    : Exception($"{message} (at byte {offset}, 0x{offset:X})")
{
    /// <summary>Where in the document, counted from 0.</summary>
    public int Offset { get; } = offset;
}
