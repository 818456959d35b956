using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Settings;

/// <summary>Keeps what a device tells of itself and of its user's being away, and tells it whose mailbox it reads.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.18 Settings. Each part has its own Status; one that fails stops no other.</remarks>
public sealed class SettingsCommand(DeviceStore devices) : IEasCommand
{
    // [MS-ASCMD] 2.2.2 Common Status Codes: 168, IRM is not set up.
    private const int RightsManagementDisabled = 168;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.Settings;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SettingsRequest.Read(context.Body.Bytes.Span, out var refusal) is not { } request)
        {
            return CommonAnswer.Of(context.Request, refusal);
        }

        if (request.DeviceInformation is { } told)
        {
            var written = await DeviceUpdate.ApplyAsync(
                context,
                devices,
                device => device with { Information = told.ApplyTo(device.Information) },
                cancellationToken);
            if (written is null)
            {
                return CommonAnswer.Of(context.Request, CommonStatus.ServerErrorRetryLater);
            }
        }

        var oof = request.Oof is { } asked ? await OofAnswer.MakeAsync(context.Mailbox, asked, cancellationToken) : null;
        return EasAnswer.Wbxml(writer =>
        {
            writer.Start(SettingsPage.Settings);
            writer.Element(SettingsPage.Status, (int)(request.HasParts ? SettingsStatus.Success : SettingsStatus.ProtocolError));
            WriteParts(writer, request, oof, context.Account);
            writer.End();
        });
    }

    private static void WriteParts(WbxmlWriter writer, SettingsRequest request, OofAnswer? oof, AccountView account)
    {
        oof?.Write(writer);
        if (request.Has(SettingsPage.DeviceInformation))
        {
            WriteStatus(writer, SettingsPage.DeviceInformation, (int)(request.DeviceInformation is null ? SettingsStatus.ProtocolError : SettingsStatus.Success));
        }

        if (request.Has(SettingsPage.DevicePassword))
        {
            // The policy says so too: PasswordRecoveryEnabled is 0.
            WriteStatus(writer, SettingsPage.DevicePassword, (int)SettingsStatus.DeniedByPolicy);
        }

        if (request.Has(SettingsPage.UserInformation))
        {
            WriteUserInformation(writer, request.Gets(SettingsPage.UserInformation), account);
        }

        if (request.Has(SettingsPage.RightsManagementInformation))
        {
            WriteStatus(writer, SettingsPage.RightsManagementInformation, RightsManagementDisabled);
        }
    }

    private static void WriteUserInformation(WbxmlWriter writer, bool get, AccountView account)
    {
        writer.Start(SettingsPage.UserInformation);
        writer.Element(SettingsPage.Status, (int)(get ? SettingsStatus.Success : SettingsStatus.ProtocolError));
        if (get)
        {
            writer.Start(SettingsPage.Get);
            writer.Start(SettingsPage.Accounts);
            writer.Start(SettingsPage.Account);
            writer.Element(SettingsPage.UserDisplayName, account.DisplayName);
            WriteAddresses(writer, account);
            writer.End();
            writer.End();
            writer.End();
        }

        writer.End();
    }

    private static void WriteAddresses(WbxmlWriter writer, AccountView account)
    {
        writer.Start(SettingsPage.EmailAddresses);
        writer.Element(SettingsPage.SMTPAddress, account.Address);
        foreach (var alias in account.Aliases)
        {
            writer.Element(SettingsPage.SMTPAddress, alias);
        }

        writer.Element(SettingsPage.PrimarySmtpAddress, account.Address);
        writer.End();
    }

    private static void WriteStatus(WbxmlWriter writer, WbxmlTag part, int status)
    {
        writer.Start(part);
        writer.Element(SettingsPage.Status, status);
        writer.End();
    }
}
