using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.EasClient;

/// <summary>An element: empty, or with children, or with text, or with opaque bytes. Never a mixture.</summary>
public sealed class WbxmlNode
{
    private WbxmlNode(WbxmlTag tag, IReadOnlyList<WbxmlNode> children, string? text, byte[]? opaque)
    {
        Tag = tag;
        Children = children;
        Text = text;
        Opaque = opaque;
    }

    /// <summary>The row of the code page.</summary>
    public WbxmlTag Tag { get; }

    /// <summary>Namespace and name, such as <c>AirSync:SyncKey</c>.</summary>
    public string Name => Tag.QualifiedName;

    /// <summary>The elements inside, in order.</summary>
    public IReadOnlyList<WbxmlNode> Children { get; }

    /// <summary>The string inside; null when there is none.</summary>
    public string? Text { get; }

    /// <summary>The opaque bytes inside; null when there are none.</summary>
    public byte[]? Opaque { get; }

    /// <summary>An element of this name around children, or an empty one.</summary>
    /// <param name="name">Such as <c>AirSync:Collection</c>.</param>
    /// <param name="children">Nulls are left out, so that an optional child is one expression.</param>
    public static WbxmlNode Of(string name, params IEnumerable<WbxmlNode?> children) =>
        new(WbxmlTokens.Get(name), [.. children.OfType<WbxmlNode>()], null, null);

    /// <summary>An element with text.</summary>
    public static WbxmlNode Of(string name, string text) => new(WbxmlTokens.Get(name), [], text, null);

    /// <summary>An element with a number.</summary>
    public static WbxmlNode Of(string name, long number) => Of(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>An element with text, or none for null.</summary>
    public static WbxmlNode? Maybe(string name, string? text) => text is null ? null : Of(name, text);

    /// <summary>An element with a number, or none for null.</summary>
    public static WbxmlNode? Maybe(string name, long? number) => number is { } value ? Of(name, value) : null;

    /// <summary>An element with 0 or 1, or none for null.</summary>
    public static WbxmlNode? Maybe(string name, bool? flag) => flag is { } value ? Of(name, value ? 1 : 0) : null;

    /// <summary>An element with opaque bytes.</summary>
    public static WbxmlNode OfOpaque(string name, byte[] opaque) => new(WbxmlTokens.Get(name), [], null, opaque);

    /// <summary>The first child of a name; null when there is none.</summary>
    public WbxmlNode? Find(string name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>Every child of a name.</summary>
    public IEnumerable<WbxmlNode> FindAll(string name) => Children.Where(child => child.Name == name);

    /// <summary>Whether a child of a name is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The text of the first child of a name: null without the child, empty for an empty one.</summary>
    public string? TextOf(string name) => Find(name) is { } child ? child.Text ?? "" : null;

    /// <summary>The whole number in the first child of a name; null without the child.</summary>
    /// <exception cref="EasViolationException">Text that is not a whole number.</exception>
    public long? NumberOf(string name) => Find(name)?.Number();

    /// <summary>The number of the only possible form: digits, perhaps a sign, nothing around them.</summary>
    /// <exception cref="EasViolationException">Text that is not a whole number.</exception>
    public long Number() =>
        long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new EasViolationException($"{Name} holds '{Text}', which is no number.");

    /// <summary>This element and all below it, in document order.</summary>
    public IEnumerable<WbxmlNode> SelfAndDescendants() =>
        Children.SelectMany(child => child.SelfAndDescendants()).Prepend(this);

    /// <summary>The document as indented text, for the message of a failed test.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.ToString();
    }

    internal static WbxmlNode Decoded(WbxmlTag tag, IReadOnlyList<WbxmlNode> children, string? text, byte[]? opaque) =>
        new(tag, children, text, opaque);

    private void Write(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(Name);
        if (Text is not null)
        {
            text.Append(" = \"").Append(Text).Append('"');
        }

        if (Opaque is not null)
        {
            text.Append(" = 0x").Append(Convert.ToHexString(Opaque));
        }

        text.Append('\n');
        foreach (var child in Children)
        {
            child.Write(text, depth + 1);
        }
    }
}
