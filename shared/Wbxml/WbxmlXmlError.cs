namespace Carbonio.Cloud.Wbxml;

/// <summary>Why XML could not be written as WBXML.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The character in the line, counted from 1.</param>
/// <param name="Message">What is wrong, in English.</param>
public readonly record struct WbxmlXmlError(int Line, int Column, string Message)
{
    /// <summary>Such as <c>line 3, column 4: AirSync has no element SyncKeys</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
