namespace Carbonio.Cloud.Wbxml;

/// <summary>A place in a document that a <see cref="WbxmlWriter"/> can go back to: how deep it stood, on which code page.</summary>
/// <remarks>It does not say how many bytes the buffer held: whoever owns the buffer cuts it.</remarks>
public readonly record struct WbxmlMark
{
    internal WbxmlMark(int depth, byte page, bool isBeforeRoot)
    {
        Depth = depth;
        Page = page;
        IsBeforeRoot = isBeforeRoot;
    }

    internal int Depth { get; }

    internal byte Page { get; }

    internal bool IsBeforeRoot { get; }
}
