namespace Carbonio.Cloud.Mime;

/// <summary>Decides what is written behind a link's text.</summary>
internal static class LinkText
{
    private const int MaximumCharacters = 2000;
    private const string MailTo = "mailto:";

    /// <summary>The address of a link, as a reader wants it; null for one that the text shows already, and for one that leads nowhere outside.</summary>
    /// <param name="address">The <c>href</c>.</param>
    /// <param name="shown">The text of the link.</param>
    public static string? Find(string? address, string shown)
    {
        address = address?.Trim();
        if (address is null or { Length: 0 or > MaximumCharacters } || shown.Length == 0)
        {
            return null;
        }

        if (address.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
        {
            // What a mailto link would fill in is nothing to read.
            var end = address.IndexOf('?', StringComparison.Ordinal);
            address = end < 0 ? address[MailTo.Length..] : address[MailTo.Length..end];
        }
        else if (!address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return address.Length == 0 || Bare(address).Equals(Bare(shown), StringComparison.OrdinalIgnoreCase) ? null : HeaderText.Sanitize(address);
    }

    /// <summary>Without what people leave out when they write an address: scheme, <c>www.</c> and the last slash.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> address)
    {
        foreach (var start in (ReadOnlySpan<string>)["https://", "http://", "www."])
        {
            address = address.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? address[start.Length..] : address;
        }

        return address.TrimEnd('/');
    }
}
