using Carbonio.Cloud.ActiveSync.ComposeMail;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>Makes requests of SendMail that are not as they should be.</summary>
internal static class ComposeMailRequests
{
    public static WbxmlNode Make(ComposeMailCases which) => WbxmlNode.Of(
        "ComposeMail:SendMail",
        which == ComposeMailCases.NoClientId ? null : WbxmlNode.Of("ComposeMail:ClientId", ClientId(which)),
        which switch
        {
            ComposeMailCases.UnknownElement => WbxmlNode.Of("ComposeMail:ReplaceMime"),
            ComposeMailCases.OtherAccount => WbxmlNode.Of("ComposeMail:AccountId", "other"),
            ComposeMailCases.Template => WbxmlNode.Of("RightsManagement:TemplateID", "template"),
            ComposeMailCases.SourceOfNothing => WbxmlNode.Of("ComposeMail:Source", WbxmlNode.Of("ComposeMail:ItemId", "2:1")),
            _ => null,
        },
        which == ComposeMailCases.NoMime ? null : WbxmlNode.OfOpaque("ComposeMail:Mime", which == ComposeMailCases.EmptyMime ? [] : PostOffice.Letter()));

    private static string ClientId(ComposeMailCases which) => which switch
    {
        ComposeMailCases.LongestClientId => new('c', ComposeMailRequest.MaximumClientIdCharacters),
        ComposeMailCases.TooLongClientId => new('c', ComposeMailRequest.MaximumClientIdCharacters + 1),
        _ => "1",
    };
}
