using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Reads address lists. Anything gives a list, at worst an empty one.</summary>
/// <remarks>
/// RFC 5322, 3.4 with the obsolete forms of 4.4 (routes, empty members, comments anywhere, a name in a comment),
/// RFC 6532 and RFC 2047 words in names, quoted or not. Groups give their members. Semicolons separate like commas, as Outlook users type them.
/// </remarks>
public static class AddressParser
{
    /// <summary>Addresses read of one field.</summary>
    public const int MaximumAddresses = 2000;

    /// <summary>Longest address or name kept, in characters. RFC 5321, 4.5.3.1 allows 254 for an address.</summary>
    public const int MaximumNameCharacters = 512;

    /// <summary>Reads the addresses of a field.</summary>
    /// <param name="text">The unfolded field, RFC 2047 words not decoded yet: they may hold commas. Null gives none.</param>
    public static IReadOnlyList<MailAddress> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var addresses = new List<MailAddress>();
        var member = new Member();
        for (var position = 0; position < text.Length && addresses.Count < MaximumAddresses;)
        {
            switch (text[position])
            {
                case ',' or ';':
                    member.Flush(addresses);
                    position++;
                    break;
                case ':' when !member.IsInAddress:
                    member.DropGroupName();
                    position++;
                    break;
                case '"':
                    member.AppendQuoted(HeaderText.ReadQuoted(text, ref position), SpecialsNeedQuotes(text, position));
                    break;
                case '(':
                    var end = HeaderText.SkipComment(text, position);
                    member.AddComment(text.AsSpan(position, end - position));
                    position = end;
                    break;
                case '<':
                    position = ReadAngle(text, position + 1, member);
                    break;
                case '>':
                    position++;
                    break;
                default:
                    member.Append(text[position++]);
                    break;
            }
        }

        if (addresses.Count < MaximumAddresses)
        {
            member.Flush(addresses);
        }

        return addresses;
    }

    /// <summary>A quoted string that an at sign follows is a local part, whose quotes belong to the address.</summary>
    private static bool SpecialsNeedQuotes(string text, int position) => position < text.Length && text[position] == '@';

    private static int ReadAngle(string text, int start, Member member)
    {
        var angle = new StringBuilder();
        var position = start;
        while (position < text.Length && text[position] != '>')
        {
            switch (text[position])
            {
                case '"':
                    var from = position;
                    HeaderText.ReadQuoted(text, ref position);
                    angle.Append(text.AsSpan(from, position - from));
                    break;
                case '(':
                    position = HeaderText.SkipComment(text, position);
                    break;
                case ' ' or '\t' or '<':
                    position++;
                    break;
                default:
                    angle.Append(text[position++]);
                    break;
            }
        }

        // An obsolete route, <@a,@b:user@domain>: only what follows the colon is the address.
        var address = angle.ToString();
        var colon = address.StartsWith('@') ? address.IndexOf(':', StringComparison.Ordinal) : -1;
        member.Angle = address[(colon + 1)..];
        return Math.Min(position + 1, text.Length);
    }

    /// <summary>What has been read of the current list member.</summary>
    private sealed class Member
    {
        private readonly StringBuilder words = new();
        private string? comment;
        private bool hasAt;

        public string? Angle { get; set; }

        public bool IsInAddress => hasAt || Angle is not null;

        public void Append(char c)
        {
            hasAt |= c == '@';
            words.Append(c);
        }

        public void AppendQuoted(string value, bool isLocalPart)
        {
            if (isLocalPart)
            {
                words.Append('"').Append(value).Append('"');
            }
            else
            {
                words.Append(value);
            }
        }

        public void AddComment(ReadOnlySpan<char> text)
        {
            comment ??= text[1..(text.EndsWith(")") ? ^1 : ^0)].Trim().ToString();
            words.Append(' ');
        }

        public void DropGroupName() => Clear();

        public void Flush(List<MailAddress> addresses)
        {
            var text = CollapseSpace(words.ToString());
            if (Angle is not null)
            {
                Add(addresses, text.Length > 0 ? text : comment, Angle);
            }
            else if (text.Length > 0)
            {
                Add(addresses, comment, hasAt ? RemoveSpace(text) : text);
            }

            Clear();
        }

        private static void Add(List<MailAddress> addresses, string? name, string address)
        {
            var decodedName = name is null ? string.Empty : CollapseSpace(EncodedWords.Decode(name));
            var cleanAddress = HeaderText.Sanitize(address);
            if (cleanAddress.Length == 0 && decodedName.Length == 0)
            {
                return;
            }

            addresses.Add(new MailAddress(HeaderText.Cut(decodedName, MaximumNameCharacters), HeaderText.Cut(cleanAddress, MaximumNameCharacters)));
        }

        /// <summary>Spaces inside an address are obsolete, except in a quoted local part.</summary>
        private static string RemoveSpace(string text) =>
            text.StartsWith('"') ? text : text.Replace(" ", string.Empty, StringComparison.Ordinal);

        private void Clear()
        {
            words.Clear();
            comment = null;
            hasAt = false;
            Angle = null;
        }
    }

    private static string CollapseSpace(string text)
    {
        text = text.Trim();
        if (!text.Contains("  ", StringComparison.Ordinal) && !text.Contains('\t', StringComparison.Ordinal))
        {
            return text;
        }

        return string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}
