using System.Text;

namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>
/// Text as it is compared when somebody searches: lower case, without accents, runs of white space as one blank. What was folded
/// is compared by ordinal. The rules are the same on every machine, since none of them asks for a language.
/// </summary>
public static class FoldedText
{
    private const int MappedCharacters = 0x2000;
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const char SoftHyphen = '\u00AD';
    private const int FullWidthDistance = FirstFullWidth - '!';

    // A letter, then those that count as the same. Of Cyrillic only what people leave out when they write.
    private static readonly string[] Letters =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓđ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖħ",
        "iìíîïĩīĭįǐȉȋḭḯỉịıİ",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽł",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩſẛ",
        "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "εέἐἑἒἓἔἕὲέ",
        "ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "ιΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ",
        "οόὀὁὂὃὄὅὸό",
        "ρῤῥ",
        "σς",
        "υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "её",
    ];

    private static readonly char[] Map = MakeMap();

    /// <summary>Folds a text.</summary>
    /// <returns>Without blanks at its ends.</returns>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        var isBlank = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                isBlank = folded.Length > 0;
                continue;
            }

            if (c is (>= FirstMark and <= LastMark) or SoftHyphen)
            {
                continue; // an accent that stands behind its letter, and what shows only at the end of a line
            }

            if (isBlank)
            {
                folded.Append(' ');
                isBlank = false;
            }

            Append(folded, c);
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (c is >= FirstFullWidth and <= LastFullWidth)
        {
            c = (char)(c - FullWidthDistance);
        }

        c = char.ToLowerInvariant(c);
        switch (c)
        {
            case 'ß':
                folded.Append("ss");
                break;
            case 'æ' or 'ǣ' or 'ǽ':
                folded.Append("ae");
                break;
            case 'œ':
                folded.Append("oe");
                break;
            default:
                folded.Append(c < MappedCharacters && Map[c] is not '\0' and var letter ? letter : c);
                break;
        }
    }

    private static char[] MakeMap()
    {
        var map = new char[MappedCharacters];
        foreach (var row in Letters)
        {
            foreach (var variant in row.AsSpan(1))
            {
                map[variant] = row[0];
            }
        }

        return map;
    }
}
