using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ComposeMail;

/// <summary>A request to send a message.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.17 SendMail, 2.2.1.19 SmartForward, 2.2.1.20 SmartReply.</remarks>
public sealed record ComposeMailRequest
{
    /// <summary>Longest ClientId that is taken. The specification has 40; who writes more loses nothing.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.28.1 ClientId (SendMail, SmartForward, and SmartReply).</remarks>
    public const int MaximumClientIdCharacters = 256;

    /// <summary>What the device calls the message.</summary>
    public required string ClientId { get; init; }

    /// <summary>The message, part of the request's body; empty for none.</summary>
    public ReadOnlyMemory<byte> Mime { get; init; }

    /// <summary>Keep a copy in Sent Items.</summary>
    public bool SaveInSentItems { get; init; }

    /// <summary>The message is whole: nothing of the original is put into it.</summary>
    public bool ReplaceMime { get; init; }

    /// <summary>The message that is answered or forwarded; null for none.</summary>
    public ComposeMailSource? Source { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="command">Which one.</param>
    /// <param name="body">The WBXML. The message points into it where it can.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>Null for a document that is none of this command, or that asks for what there is not.</returns>
    public static ComposeMailRequest? Read(EasCommand command, ReadOnlyMemory<byte> body, VersionRules rules, out CommonStatus error)
    {
        ArgumentNullException.ThrowIfNull(rules);
        error = CommonStatus.InvalidContent;
        if (body.IsEmpty)
        {
            return null;
        }

        var root = command switch
        {
            EasCommand.SmartReply => ComposeMailPage.SmartReply,
            EasCommand.SmartForward => ComposeMailPage.SmartForward,
            _ => ComposeMailPage.SendMail,
        };
        var run = new Reading(command, rules);
        var reader = new WbxmlReader(body.Span);
        var isDocument = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == root;
        if (isDocument)
        {
            var depth = reader.Depth;
            while (reader.ReadChild(depth))
            {
                run.Child(ref reader, body);
            }
        }

        error = reader.IsBroken() ? CommonStatus.InvalidWBXML : isDocument ? run.Problem : CommonStatus.InvalidXML;
        return error == 0 ? run.Request : null;
    }

    /// <summary>What has been read.</summary>
    private sealed class Reading(EasCommand command, VersionRules rules)
    {
        private readonly List<CommonStatus> problems = [];
        private string? clientId;
        private ReadOnlyMemory<byte>? mime;
        private ComposeMailSource? source;
        private bool save;
        private bool replace;
        private bool forwards;

        private bool IsSmart => command is EasCommand.SmartReply or EasCommand.SmartForward;

        public ComposeMailRequest Request => new()
        {
            ClientId = clientId!,
            Mime = mime!.Value,
            SaveInSentItems = save,
            ReplaceMime = replace,
            Source = source,
        };

        /// <summary>What stands against the request; 0 for nothing.</summary>
        public CommonStatus Problem
        {
            get
            {
                if (clientId is not { Length: > 0 and <= MaximumClientIdCharacters } || IsSmart != source is not null)
                {
                    return CommonStatus.InvalidXML;
                }

                if (problems.Count > 0)
                {
                    return problems[0];
                }

                // Only a meeting can be forwarded by the server itself: docs/decisions/0013-sending-from-a-device.md.
                return forwards ? mime is null ? CommonStatus.InvalidSmartForwardParameters : CommonStatus.InvalidMimeBodyCombination
                    : mime is null ? CommonStatus.InvalidXML
                    : mime.Value.IsEmpty ? CommonStatus.InvalidMIME
                    : source?.Problem ?? 0;
            }
        }

        public void Child(ref WbxmlReader reader, ReadOnlyMemory<byte> body)
        {
            switch (reader.Tag)
            {
                case ComposeMailPage.ClientId when clientId is null:
                    clientId = reader.ReadText();
                    break;
                case ComposeMailPage.Mime when mime is null:
                    mime = Slice(reader.ReadContent(), body);
                    break;
                case ComposeMailPage.SaveInSentItems:
                    save = SaysYes(ref reader);
                    break;
                case ComposeMailPage.ReplaceMime when IsSmart:
                    replace = SaysYes(ref reader);
                    break;
                case ComposeMailPage.Source when IsSmart && source is null:
                    source = ComposeMailSource.Read(ref reader);
                    break;
                case ComposeMailPage.AccountId:
                    Refuse(reader.ReadText().Length > 0 ? CommonStatus.InvalidAccountId : 0);
                    break;
                case RightsManagementPage.TemplateID:
                    Refuse(CommonStatus.IRMFeatureDisabled);
                    reader.Skip();
                    break;
                case ComposeMailPage.Forwardees or AirSyncBasePage.Body when command == EasCommand.SmartForward && rules.Forwardees:
                    forwards = true;
                    reader.Skip();
                    break;
                default:
                    Refuse(CommonStatus.InvalidXML);
                    reader.Skip();
                    break;
            }
        }

        private void Refuse(CommonStatus status)
        {
            if (status != 0)
            {
                problems.Add(status);
            }
        }

        // Empty elements by the specification; some devices write 1 or 0 into them.
        private static bool SaysYes(ref WbxmlReader reader) => reader.ReadText() is not ("0" or "F" or "false");

        private static ReadOnlyMemory<byte> Slice(ReadOnlySpan<byte> content, ReadOnlyMemory<byte> body) =>
            body.Span.Overlaps(content, out var start) ? body.Slice(start, content.Length) : content.ToArray();
    }
}
