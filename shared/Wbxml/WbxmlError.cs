namespace Carbonio.Cloud.Wbxml;

/// <summary>Why a document could not be read.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">Where: the byte, counted from 0, at which the construct in error begins.</param>
/// <param name="Message">The same in English for a log line. Holds numbers and names, never content.</param>
public readonly record struct WbxmlError(WbxmlErrorKind Kind, int Offset, string Message)
{
    /// <summary>Such as <c>byte 4: code page 99 is unknown</c>.</summary>
    public override string ToString() => $"byte {Offset}: {Message}";
}
