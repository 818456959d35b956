using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.Policies;

/// <summary>The policy of an account, from its <c>zimbraMobilePolicy...</c> attributes: what its devices must enforce, and what the server tolerates.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.28 EASProvisionDoc.</remarks>
public sealed class PolicyDocument
{
    // Accounts are immutable and cached, so their policies are computed once.
    private static readonly ConditionalWeakTable<AccountView, PolicyDocument> Known = [];

    private PolicyDocument(AccountView account)
    {
        var values = new PolicyValues(account.Attributes);
        AllowNonProvisionableDevices = values.Boolean("AllowNonProvisionableDevices");
        AllowPartialProvisioning = values.Boolean("AllowPartialProvisioning");
        RefreshInterval = TimeSpan.FromMinutes(values.Integer("RefreshInterval"));
        Settings = PolicySettings.Of(values);
        Version = Hash(Settings);
    }

    /// <summary>Devices that know nothing of policies, or refuse them, may connect.</summary>
    public bool AllowNonProvisionableDevices { get; }

    /// <summary>Devices that can enforce only part of the policy may connect.</summary>
    public bool AllowPartialProvisioning { get; }

    /// <summary>How long a device may go on before it must fetch the policy again; zero for ever.</summary>
    public TimeSpan RefreshInterval { get; }

    /// <summary>What goes to the device, in the order of the document.</summary>
    public IReadOnlyList<PolicySetting> Settings { get; }

    /// <summary>Another number for other <see cref="Settings"/>, the same in every process and release.</summary>
    public long Version { get; }

    /// <summary>The policy that holds for an account; null when none is enforced.</summary>
    public static PolicyDocument? Of(AccountView account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.MobilePolicyEnabled ? Known.GetValue(account, static known => new(known)) : null;
    }

    private static long Hash(IReadOnlyList<PolicySetting> settings)
    {
        var text = new StringBuilder();
        foreach (var setting in settings)
        {
            text.Append(setting.Name).Append('=').AppendJoin('\n', setting.Values).Append('\0');
        }

        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
