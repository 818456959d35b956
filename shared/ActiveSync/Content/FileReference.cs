using System.Buffers;
using System.Globalization;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>
/// An attachment's name on the wire: <c>item:part</c>, where a draft's attachments have names instead of part numbers. It is looked up in the mailbox of the device that sends it, so one of
/// another mailbox finds nothing there, or what stands in the own mailbox under the same number.
/// </summary>
/// <remarks>[MS-ASAIRS] 2.2.2.24.1 FileReference (Attachment). A move does not change it.</remarks>
/// <param name="Item">The item.</param>
/// <param name="Part">Number of the part, such as <c>1.2</c>, or its name: <see cref="Mailboxes.Mail.AttachmentNames"/>.</param>
public readonly record struct FileReference(long Item, string Part)
{
    /// <summary>Longest reference ever given: an item id, and a part number of 32 levels.</summary>
    public const int MaximumCharacters = 256;

    private static readonly SearchValues<char> PartCharacters = SearchValues.Create("0123456789.");

    /// <summary>The reference behind a text; null for a form that is never given.</summary>
    public static FileReference? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return text.Length <= MaximumCharacters && colon > 0 && colon < text.Length - 1 && text[0] is >= '1' and <= '9'
            && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            && !text.AsSpan(colon + 1).ContainsAnyExcept(PartCharacters)
            ? new FileReference(item, text[(colon + 1)..])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Item}:{Part}");
}
