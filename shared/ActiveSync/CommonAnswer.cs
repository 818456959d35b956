using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>Says a common status the way the request's version has it: in the body, or as an HTTP status.</summary>
/// <remarks>[MS-ASCMD] 2.2.2 Common Status Codes.</remarks>
public static class CommonAnswer
{
    /// <summary>The answer to a command that fails as a whole.</summary>
    public static EasAnswer Of(EasRequest request, CommonStatus status)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Of(request.Command, request.Rules, status, request.PolicyKey is not null);
    }

    /// <summary>The answer to a command that fails as a whole.</summary>
    /// <param name="command">The command, whose namespace the Status stands in.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="status">What failed.</param>
    /// <param name="hasPolicyKey">Whether the device sent a policy key; matters before 14.0.</param>
    public static EasAnswer Of(EasCommand command, VersionRules rules, CommonStatus status, bool hasPolicyKey)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.CommonStatusInBody && Tags(command) is { } tags
            ? EasAnswer.Wbxml(writer =>
            {
                writer.Start(tags.Root);
                writer.Element(tags.Status, (int)status);
                writer.End();
            })
            : EasAnswer.Http(HttpStatus(status, hasPolicyKey));
    }

    private static int HttpStatus(CommonStatus status, bool hasPolicyKey) => status switch
    {
        CommonStatus.ServerError => 500,
        CommonStatus.ServerErrorRetryLater => 503,
        CommonStatus.MailboxQuotaExceeded => 507,
        CommonStatus.UserDisabledForSync or CommonStatus.DeviceIsBlockedForThisUser or CommonStatus.AccountDisabled => 403,
        CommonStatus.CommandNotSupported => 501,
        CommonStatus.RemoteWipeRequested or CommonStatus.LegacyDeviceOnStrictPolicy or CommonStatus.DeviceNotProvisioned or CommonStatus.PolicyRefresh or CommonStatus.InvalidPolicyKey
            => hasPolicyKey ? 449 : 403,
        _ => 400,
    };

    private static (WbxmlTag Root, WbxmlTag Status)? Tags(EasCommand command) => command switch
    {
        EasCommand.Sync => (AirSyncPage.Sync, AirSyncPage.Status),
        EasCommand.FolderSync => (FolderHierarchyPage.FolderSync, FolderHierarchyPage.Status),
        EasCommand.FolderCreate => (FolderHierarchyPage.FolderCreate, FolderHierarchyPage.Status),
        EasCommand.FolderDelete => (FolderHierarchyPage.FolderDelete, FolderHierarchyPage.Status),
        EasCommand.FolderUpdate => (FolderHierarchyPage.FolderUpdate, FolderHierarchyPage.Status),
        EasCommand.MoveItems => (MovePage.MoveItems, MovePage.Status),
        EasCommand.GetItemEstimate => (GetItemEstimatePage.GetItemEstimate, GetItemEstimatePage.Status),
        EasCommand.MeetingResponse => (MeetingResponsePage.MeetingResponse, MeetingResponsePage.Status),
        EasCommand.Search => (SearchPage.Search, SearchPage.Status),
        EasCommand.Settings => (SettingsPage.Settings, SettingsPage.Status),
        EasCommand.Ping => (PingPage.Ping, PingPage.Status),
        EasCommand.ItemOperations => (ItemOperationsPage.ItemOperations, ItemOperationsPage.Status),
        EasCommand.Provision => (ProvisionPage.Provision, ProvisionPage.Status),
        EasCommand.ResolveRecipients => (ResolveRecipientsPage.ResolveRecipients, ResolveRecipientsPage.Status),
        EasCommand.ValidateCert => (ValidateCertPage.ValidateCert, ValidateCertPage.Status),
        EasCommand.Find => (FindPage.Find, FindPage.Status),
        EasCommand.SendMail => (ComposeMailPage.SendMail, ComposeMailPage.Status),
        EasCommand.SmartForward => (ComposeMailPage.SmartForward, ComposeMailPage.Status),
        EasCommand.SmartReply => (ComposeMailPage.SmartReply, ComposeMailPage.Status),
        _ => null,
    };
}
