using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.Settings;
using Carbonio.Cloud.Devices.Policies;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>Hands out the policy, and takes its acknowledgement. Each phase may be repeated: an answer that was lost comes again.</summary>
/// <remarks>[MS-ASPROV] 3.2.5.1 Provision Command.</remarks>
/// <param name="devices">Device rows.</param>
/// <param name="wipe">What a device that is to be wiped is told.</param>
/// <param name="time">The clock.</param>
/// <param name="random">32 random bits.</param>
/// <param name="logger">For refusals.</param>
public sealed partial class ProvisionCommand(DeviceStore devices, WipeExchange wipe, TimeProvider time, Func<uint> random, ILogger<ProvisionCommand> logger) : IEasCommand
{
    /// <summary>The one form of policies on offer.</summary>
    /// <remarks>[MS-ASPROV] 2.2.2.43 PolicyType.</remarks>
    public const string PolicyType = "MS-EAS-Provisioning-WBXML";

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.Provision;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ProvisionRequest.Read(context.Body.Bytes.Span, out var refusal) is not { } request)
        {
            return CommonAnswer.Of(context.Request, refusal);
        }

        if (request is { DeviceInformation: null, HasPolicy: false, Wipe: null } or { HasPolicy: true, PolicyType: null })
        {
            return Fail((int)ProvisionStatus.ProtocolError);
        }

        if (context.Device.Wipe is not null)
        {
            return await wipe.AnswerAsync(context, request, cancellationToken);
        }

        var policy = request.PolicyType == PolicyType ? PolicyDocument.Of(context.Account) : null;
        if (policy is not null && request.PolicyStatus is { } done && Refusal(policy, done) is { } status)
        {
            LogRefused(context.Device.DeviceId, done, status);
            return Fail(status);
        }

        // The specification wants the device's information with the first phase; devices that leave it out do no harm.
        var device = await DeviceUpdate.ApplyAsync(context, devices, known => Change(known, request, policy), cancellationToken);
        return device is null
            ? CommonAnswer.Of(context.Request, CommonStatus.ServerErrorRetryLater)
            : Answer(request, policy, device);
    }

    private Device Change(Device device, ProvisionRequest request, PolicyDocument? policy)
    {
        var changed = request.DeviceInformation is { } told ? device with { Information = told.ApplyTo(device.Information) } : device;
        return policy is null ? changed
            : request.PolicyStatus is null ? changed with { Policy = PolicyKeys.Offer(device.Policy, policy.Version, random) }
            : PolicyKeys.IsOut(device.Policy, request.PolicyKey) ? changed with { Policy = PolicyKeys.Acknowledge(device.Policy, time.GetUtcNow()) }
            : changed;
    }

    /// <summary>What stands against an acknowledgement, as Status of the whole answer; null for nothing.</summary>
    private static int? Refusal(PolicyDocument policy, int done) => (PolicyAcknowledgement)done switch
    {
        PolicyAcknowledgement.Applied => null,
        PolicyAcknowledgement.PartlyApplied => policy.AllowPartialProvisioning ? null : (int)CommonStatus.DeviceNotFullyProvisionable,
        PolicyAcknowledgement.Refused => policy.AllowNonProvisionableDevices ? null : (int)CommonStatus.DeviceNotFullyProvisionable,
        PolicyAcknowledgement.ManagedByOthers => (int)CommonStatus.ExternallyManagedDevicesNotAllowed,
        _ => (int)ProvisionStatus.ProtocolError,
    };

    private static EasAnswer Answer(ProvisionRequest request, PolicyDocument? policy, Device device) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(ProvisionPage.Provision);
        if (request.DeviceInformation is not null)
        {
            writer.Start(SettingsPage.DeviceInformation);
            writer.Element(SettingsPage.Status, (int)SettingsStatus.Success);
            writer.End();
        }

        writer.Element(ProvisionPage.Status, (int)ProvisionStatus.Success);
        if (request.PolicyType is { } type)
        {
            writer.Start(ProvisionPage.Policies);
            writer.Start(ProvisionPage.Policy);
            writer.Element(ProvisionPage.PolicyType, type);
            WritePolicy(writer, request, policy, device);
            writer.End();
            writer.End();
        }

        writer.End();
    });

    private static void WritePolicy(WbxmlWriter writer, ProvisionRequest request, PolicyDocument? policy, Device device)
    {
        if (policy is null)
        {
            writer.Element(ProvisionPage.Status, (int)(request.PolicyType == PolicyType ? PolicyStatus.NoPolicy : PolicyStatus.UnknownPolicyType));
        }
        else if (request.PolicyStatus is null)
        {
            writer.Element(ProvisionPage.Status, (int)PolicyStatus.Success);
            writer.Element(ProvisionPage.PolicyKey, device.Policy.PendingKey);
            writer.Start(ProvisionPage.Data);
            PolicyWriter.Write(writer, policy);
            writer.End();
        }
        else if (PolicyKeys.IsOut(device.Policy, request.PolicyKey))
        {
            writer.Element(ProvisionPage.Status, (int)PolicyStatus.Success);
            writer.Element(ProvisionPage.PolicyKey, device.Policy.Key);
        }
        else
        {
            writer.Element(ProvisionPage.Status, (int)PolicyStatus.WrongPolicyKey);
        }
    }

    private static EasAnswer Fail(int status) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(ProvisionPage.Provision);
        writer.Element(ProvisionPage.Status, status);
        writer.End();
    });

    [LoggerMessage(3301, LogLevel.Warning, "Device {DeviceId} acknowledged its policy with {Acknowledgement} and was refused with Status {Status}.")]
    private partial void LogRefused(string deviceId, int acknowledgement, int status);
}
