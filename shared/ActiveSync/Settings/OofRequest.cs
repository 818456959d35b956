using System.Text;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.OutOfOffice;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Settings;

/// <summary>The Oof part of a request: a Get, or a Set with what it changes.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.122 Oof. An element that a Set leaves out stays as it was; an OofMessage replaces all of its audience's.</remarks>
internal sealed class OofRequest
{
    private static readonly WbxmlTag[] Audiences = [SettingsPage.AppliesToInternal, SettingsPage.AppliesToExternalKnown, SettingsPage.AppliesToExternalUnknown];

    private readonly Dictionary<WbxmlTag, OutOfOfficeReply> replies = [];
    private readonly List<WbxmlTag> seen = [];
    private OutOfOfficeState? state;
    private DateTimeOffset? start;
    private DateTimeOffset? end;

    private OofRequest()
    {
    }

    /// <summary>What is wrong with it, the first thing found; null when nothing is.</summary>
    public SettingsStatus? Refusal { get; private set; }

    /// <summary>The form in which a Get wants messages, spelled as the device does; null for a Set.</summary>
    public string? BodyType { get; private set; }

    /// <summary>Reads the element that the reader stands at.</summary>
    public static OofRequest Read(ref WbxmlReader reader)
    {
        var request = new OofRequest();
        var operations = 0;
        var oof = reader.Depth;
        while (reader.ReadChild(oof))
        {
            operations++;
            if (reader.Tag == SettingsPage.Get)
            {
                request.ReadGet(ref reader);
            }
            else if (reader.Tag == SettingsPage.Set)
            {
                request.ReadSet(ref reader);
            }
            else
            {
                request.Refuse(SettingsStatus.ProtocolError);
            }
        }

        request.Require(operations == 1, SettingsStatus.ProtocolError);
        return request;
    }

    /// <summary>Whether a text names HTML; null when it names no form.</summary>
    public static bool? IsHtml(string bodyType) =>
        bodyType.Equals("HTML", StringComparison.OrdinalIgnoreCase) ? true
        : bodyType.Equals("Text", StringComparison.OrdinalIgnoreCase) ? false
        : null;

    /// <summary>The settings after this Set.</summary>
    public OutOfOfficeSettings ApplyTo(OutOfOfficeSettings settings)
    {
        var after = settings with { State = state ?? settings.State };
        if (after.State == OutOfOfficeState.TimeBased && start is not null)
        {
            // [MS-ASCMD] 2.2.3.124 OofState: with another state the times are taken and not kept.
            after = after with { Start = start, End = end };
        }

        return after with
        {
            Internal = replies.GetValueOrDefault(SettingsPage.AppliesToInternal, after.Internal),
            ExternalKnown = replies.GetValueOrDefault(SettingsPage.AppliesToExternalKnown, after.ExternalKnown),
            ExternalUnknown = replies.GetValueOrDefault(SettingsPage.AppliesToExternalUnknown, after.ExternalUnknown),
        };
    }

    private void ReadGet(ref WbxmlReader reader)
    {
        var get = reader.Depth;
        while (reader.ReadChild(get))
        {
            Require(reader.Tag == SettingsPage.BodyType && BodyType is null, SettingsStatus.ProtocolError);
            if (reader.Tag == SettingsPage.BodyType)
            {
                BodyType = reader.ReadText();
            }
        }

        Require(BodyType is not null, SettingsStatus.ProtocolError);
        Require(BodyType is null || IsHtml(BodyType) is not null, SettingsStatus.InvalidArguments);
    }

    private void ReadSet(ref WbxmlReader reader)
    {
        var set = reader.Depth;
        while (reader.ReadChild(set))
        {
            switch (reader.Tag)
            {
                case SettingsPage.OofState:
                    Once(reader.Tag);
                    state = reader.ReadInt32() is >= 0 and <= 2 and var number ? (OutOfOfficeState)number : null;
                    Require(state is not null, SettingsStatus.InvalidArguments);
                    break;
                case SettingsPage.StartTime:
                    Once(reader.Tag);
                    start = EasDates.Parse(reader.ReadContent());
                    Require(start is not null, SettingsStatus.InvalidArguments);
                    break;
                case SettingsPage.EndTime:
                    Once(reader.Tag);
                    end = EasDates.Parse(reader.ReadContent());
                    Require(end is not null, SettingsStatus.InvalidArguments);
                    break;
                case SettingsPage.OofMessage:
                    ReadMessage(ref reader);
                    break;
                default:
                    Refuse(SettingsStatus.ProtocolError);
                    break;
            }
        }

        Require(seen.Count > 0 || replies.Count > 0, SettingsStatus.ProtocolError);
        Require(start is null == end is null, SettingsStatus.ProtocolError);
        Require(start is null || end is null || start < end, SettingsStatus.InvalidArguments);
    }

    private void ReadMessage(ref WbxmlReader reader)
    {
        var audiences = new List<WbxmlTag>();
        bool? enabled = null;
        string? message = null;
        string? bodyType = null;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            switch (reader.Tag)
            {
                case SettingsPage.Enabled when enabled is null:
                    enabled = reader.ReadInt32() switch
                    {
                        0 => false,
                        1 => true,
                        _ => null,
                    };
                    Require(enabled is not null, SettingsStatus.InvalidArguments);
                    break;
                case SettingsPage.ReplyMessage when message is null:
                    message = reader.ReadText();
                    break;
                case SettingsPage.BodyType when bodyType is null:
                    bodyType = reader.ReadText();
                    break;
                default:
                    audiences.Add(reader.Tag);
                    break;
            }
        }

        Require(message is null || bodyType is not null, SettingsStatus.ProtocolError);
        Require(bodyType is null || IsHtml(bodyType) is not null, SettingsStatus.InvalidArguments);
        Require(message is null || Encoding.UTF8.GetByteCount(message) <= OutOfOfficeReply.MaximumMessageBytes, SettingsStatus.InvalidArguments);
        if (audiences is not [var audience] || !Audiences.Contains(audience))
        {
            Refuse(SettingsStatus.ProtocolError);
            return;
        }

        var reply = new OutOfOfficeReply(enabled ?? false, message, message is not null && IsHtml(bodyType ?? "") == true);
        Require(replies.TryAdd(audience, reply) || replies[audience] == reply, SettingsStatus.ConflictingArguments);
    }

    private void Once(WbxmlTag tag)
    {
        Require(!seen.Contains(tag), SettingsStatus.ProtocolError);
        seen.Add(tag);
    }

    private void Require(bool condition, SettingsStatus otherwise)
    {
        if (!condition)
        {
            Refuse(otherwise);
        }
    }

    private void Refuse(SettingsStatus status) => Refusal ??= status;
}
