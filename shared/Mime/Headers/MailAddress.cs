namespace Carbonio.Cloud.Mime;

/// <summary>One mailbox of an address list.</summary>
/// <param name="DisplayName">The person's name, decoded; empty when there is none.</param>
/// <param name="Address"><c>local-part@domain</c> without comments and white space; whatever stood there when it is no address.</param>
/// <remarks>RFC 5322, 3.4.</remarks>
public sealed record MailAddress(string DisplayName, string Address)
{
    /// <summary>The form EAS and most clients show: <c>"Name" &lt;address&gt;</c>, or the address alone.</summary>
    /// <remarks>[MS-ASEMAIL] From and To.</remarks>
    public override string ToString()
    {
        if (DisplayName.Length == 0)
        {
            return Address;
        }

        var quoted = DisplayName.AsSpan().ContainsAny('"', '\\')
            ? DisplayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            : DisplayName;
        return $"\"{quoted}\" <{Address}>";
    }
}
