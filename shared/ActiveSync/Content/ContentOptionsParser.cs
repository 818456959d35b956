using System.Buffers.Text;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>
/// Reads those children of an Options element that say how content is wanted. Sync, ItemOperations and Search read their own
/// children themselves and hand the others over here.
/// </summary>
/// <remarks>[MS-ASCMD] 2.2.3.125 Options; [MS-ASAIRS] 2.2.2.12 BodyPreference, 2.2.2.11 BodyPartPreference. One parser for one Options element.</remarks>
public sealed class ContentOptionsParser(VersionRules rules)
{
    private const byte TextType = 1;
    private const byte HtmlType = 2;
    private const byte MimeType = 4;
    private const byte LongestMimeTruncation = 8;
    private const byte LongestMimeSupport = 2;

    private readonly List<BodyPreference> preferences = [];
    private byte? mimeSupport;
    private byte? mimeTruncation;
    private BodyPreference? partPreference;

    /// <summary>The first thing found wrong. What comes after it is read past.</summary>
    public ContentViolation Violation { get; private set; }

    /// <summary>What was read so far.</summary>
    public ContentOptions Options => new()
    {
        MimeSupport = mimeSupport ?? 0,
        MimeTruncation = mimeTruncation,
        BodyPreferences = preferences,
        BodyPartPreference = partPreference,
    };

    /// <summary>Reads the element that the reader has come to, if it is one of content.</summary>
    /// <returns>False, with the reader where it was, for an element of somebody else.</returns>
    public bool TryRead(ref WbxmlReader reader)
    {
        switch (reader.Tag)
        {
            case AirSyncPage.MIMESupport:
                mimeSupport = ReadOnce(ref reader, mimeSupport, LongestMimeSupport);
                return true;
            case AirSyncPage.MIMETruncation:
                mimeTruncation = ReadOnce(ref reader, mimeTruncation, LongestMimeTruncation);
                return true;
            case AirSyncBasePage.BodyPreference:
                AddPreference(ReadPreference(ref reader));
                return true;
            case AirSyncBasePage.BodyPartPreference:
                SetPartPreference(ReadPreference(ref reader));
                return true;
            default:
                return false;
        }
    }

    private byte? ReadOnce(ref WbxmlReader reader, byte? before, byte longest)
    {
        var value = Number(reader.ReadContent());
        if (before is not null || value is null || value > longest)
        {
            Note(ContentViolation.Protocol);
        }

        return (byte?)value;
    }

    private void AddPreference(BodyPreference preference)
    {
        if (preference.Type is < TextType or > MimeType || preferences.Exists(other => other.Type == preference.Type))
        {
            Note(ContentViolation.Protocol);
            return;
        }

        preferences.Add(preference);
    }

    private void SetPartPreference(BodyPreference preference)
    {
        if (!rules.BodyParts || partPreference is not null || preference.Type == 0)
        {
            Note(ContentViolation.Protocol);
        }
        else if (preference.Type != HtmlType)
        {
            Note(ContentViolation.BodyPartPreferenceType);
        }

        partPreference = preference;
    }

    /// <returns>A preference of type 0 when there is none in the element.</returns>
    private BodyPreference ReadPreference(ref WbxmlReader reader)
    {
        var preference = new BodyPreference(0, null, AllOrNone: false, null);
        var place = 0;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            var next = PlaceOf(reader.Tag);
            if (next <= place)
            {
                // Unknown here, twice, or out of its order.
                Note(ContentViolation.Protocol);
                continue;
            }

            place = next;
            var content = reader.ReadContent();
            var value = content.IsEmpty && next == PlaceOf(AirSyncBasePage.AllOrNone) ? 1 : Number(content);
            preference = (next, value) switch
            {
                (1, >= TextType and <= MimeType) => preference with { Type = (byte)value },
                (2, not null) => preference with { TruncationSize = (uint)value },
                (3, 0 or 1) => preference with { AllOrNone = value == 1 },
                (4, <= byte.MaxValue) => preference with { Preview = (byte)value },
                _ => Refuse(preference),
            };
        }

        return preference;
    }

    private static int PlaceOf(WbxmlTag tag) => tag switch
    {
        AirSyncBasePage.Type => 1,
        AirSyncBasePage.TruncationSize => 2,
        AirSyncBasePage.AllOrNone => 3,
        AirSyncBasePage.Preview => 4,
        _ => 0,
    };

    private BodyPreference Refuse(BodyPreference preference)
    {
        Note(ContentViolation.Protocol);
        return preference;
    }

    private void Note(ContentViolation violation) => Violation = Violation == ContentViolation.None ? violation : Violation;

    private static long? Number(ReadOnlySpan<byte> utf8) =>
        Utf8Parser.TryParse(utf8, out uint value, out var length) && length == utf8.Length ? value : null;
}
