using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>A place in an <see cref="AnswerDocument"/>.</summary>
/// <param name="Wbxml">Where its writer stood.</param>
/// <param name="Length">Bytes of the document.</param>
/// <param name="Parts">Parts beside it.</param>
/// <param name="BadItems">Notes in it.</param>
public readonly record struct AnswerMark(WbxmlMark Wbxml, long Length, int Parts, int BadItems);
