using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>The first minutes of a phone: what can the server do, the policy, the folders, the Inbox. It ends at the first step that a phone could not go on from.</summary>
/// <param name="phone">The phone.</param>
/// <param name="profile">What it says of itself.</param>
/// <param name="filterType">How far back mail goes.</param>
/// <param name="isWhole">Syncs the Inbox to its end; else one page of it.</param>
internal sealed class SimulationWalk(SimulatedPhone phone, PhoneProfile profile, int filterType, bool isWhole)
{
    // [MS-ASCMD] 2.2.3.186.3 Type (FolderSync).
    private const string InboxType = "2";

    private const int WindowSize = 100;
    private const int MaximumPages = 10_000;

    private static readonly XNamespace Sync = "AirSync";
    private static readonly XNamespace Body = "AirSyncBase";
    private static readonly XNamespace Folders = "FolderHierarchy";
    private static readonly XNamespace Provision = "Provision";
    private static readonly XNamespace Settings = "Settings";

    private string? inbox;
    private string syncKey = "0";

    /// <summary>FilterType for so many days, rounded up to what there is; 0 for all mail.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.68.2 FilterType (Sync).</remarks>
    public static int FilterOf(int days) => days switch { <= 0 => 0, 1 => 1, <= 3 => 2, <= 7 => 3, <= 14 => 4, <= 31 => 5, _ => 0 };

    /// <summary>Walks.</summary>
    public async IAsyncEnumerable<SimulationStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task<SimulationStep?>>[] steps = [OptionsAsync, FetchPolicyAsync, AcknowledgePolicyAsync, FolderSyncAsync, StartSyncAsync];
        foreach (var step in steps)
        {
            if (await step(cancellationToken) is not { } done)
            {
                continue;
            }

            yield return done;
            if (!done.IsGood)
            {
                yield break;
            }
        }

        for (var page = 0; page < MaximumPages; page++)
        {
            var (step, more) = await SyncAsync(cancellationToken);
            yield return step;
            if (!step.IsGood || !more || !isWhole)
            {
                yield break;
            }
        }
    }

    private async Task<SimulationStep?> OptionsAsync(CancellationToken cancellationToken)
    {
        var answer = await phone.OptionsAsync(cancellationToken);
        if (Verdicts.Of(answer) is { } refusal)
        {
            return Bad("OPTIONS", answer, refusal);
        }

        var offered = answer.Headers.GetValueOrDefault("MS-ASProtocolVersions", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (profile.Versions.FirstOrDefault(offered.Contains) is not { } version)
        {
            return Bad("OPTIONS", answer, $"no version that the phone speaks: {string.Join(", ", offered)}");
        }

        phone.Version = version;
        return Good("OPTIONS", answer, $"speaks {string.Join(", ", offered)}; the phone takes {version}");
    }

    private async Task<SimulationStep?> FetchPolicyAsync(CancellationToken cancellationToken)
    {
        var answer = await phone.SendAsync(
            "Provision",
            new(
                Provision + "Provision",
                new XElement(
                    Settings + "DeviceInformation",
                    new XElement(Settings + "Set", new XElement(Settings + "Model", profile.Model), new XElement(Settings + "OS", profile.Os), new XElement(Settings + "UserAgent", profile.UserAgent))),
                new XElement(Provision + "Policies", new XElement(Provision + "Policy", new XElement(Provision + "PolicyType", "MS-EAS-Provisioning-WBXML")))),
            cancellationToken);
        if (Verdicts.Of(answer) is { } refusal)
        {
            return Bad("Provision", answer, refusal);
        }

        if (answer.Find("RemoteWipe") is not null || answer.Find("AccountOnlyRemoteWipe") is not null)
        {
            return Bad("Provision", answer, "the device is told to wipe itself");
        }

        var status = PhoneAnswer.Number(answer.Find("Policy")?.Elements().FirstOrDefault(element => element.Name.LocalName == "Status"));
        if (status == 2)
        {
            return Good("Provision", answer, "no policy for this account");
        }

        if (status != 1 || answer.Find("PolicyKey")?.Value is not { } key)
        {
            return Bad("Provision", answer, $"the policy was not handed out: Status {status}");
        }

        phone.PolicyKey = key;
        return Good("Provision", answer, $"a policy of {answer.Find("EASProvisionDoc")?.Elements().Count() ?? 0} settings");
    }

    private async Task<SimulationStep?> AcknowledgePolicyAsync(CancellationToken cancellationToken)
    {
        if (phone.PolicyKey == "0")
        {
            return null;
        }

        var answer = await phone.SendAsync(
            "Provision",
            new(
                Provision + "Provision",
                new XElement(
                    Provision + "Policies",
                    new XElement(
                        Provision + "Policy",
                        new XElement(Provision + "PolicyType", "MS-EAS-Provisioning-WBXML"),
                        new XElement(Provision + "PolicyKey", phone.PolicyKey),
                        new XElement(Provision + "Status", 1)))),
            cancellationToken);
        if (Verdicts.Of(answer) is { } refusal)
        {
            return Bad("Provision", answer, refusal);
        }

        if (answer.Find("PolicyKey")?.Value is not { } key)
        {
            return Bad("Provision", answer, "the phone's word that it obeys was not taken");
        }

        phone.PolicyKey = key;
        return Good("Provision", answer, "the policy is in force");
    }

    private async Task<SimulationStep?> FolderSyncAsync(CancellationToken cancellationToken)
    {
        var answer = await phone.SendAsync("FolderSync", new(Folders + "FolderSync", new XElement(Folders + "SyncKey", "0")), cancellationToken);
        if (Verdicts.Of(answer) is { } refusal)
        {
            return Bad("FolderSync", answer, refusal);
        }

        if (answer.Status != 1)
        {
            return Bad("FolderSync", answer, $"the folders were not told: Status {answer.Status}");
        }

        var added = answer.All("Add").ToArray();
        inbox = added.FirstOrDefault(folder => Value(folder, "Type") == InboxType) is { } found ? Value(found, "ServerId") : null;
        return inbox is null ? Bad("FolderSync", answer, "there is no Inbox") : Good("FolderSync", answer, $"{added.Length} folders");
    }

    private async Task<SimulationStep?> StartSyncAsync(CancellationToken cancellationToken)
    {
        var answer = await phone.SendAsync("Sync", Request(isFirst: true), cancellationToken);
        if (Failure(answer) is { } failure)
        {
            return Bad("Sync", answer, failure);
        }

        syncKey = answer.Find("SyncKey")!.Value;
        return Good("Sync", answer, "the Inbox is begun");
    }

    private async Task<(SimulationStep Step, bool More)> SyncAsync(CancellationToken cancellationToken)
    {
        var answer = await phone.SendAsync("Sync", Request(isFirst: false), cancellationToken);
        if (answer is { Http: 200, Document: null, Fault: null })
        {
            return (Good("Sync", answer, "nothing more"), false);
        }

        if (Failure(answer) is { } failure)
        {
            return (Bad("Sync", answer, failure), false);
        }

        syncKey = answer.Find("SyncKey")!.Value;
        var more = answer.Find("MoreAvailable") is not null;
        var mails = answer.All("Add").Count();
        return (Good("Sync", answer, string.Create(CultureInfo.InvariantCulture, $"{mails} mails{(more ? ", more to come" : "")}")), more);
    }

    private XElement Request(bool isFirst)
    {
        var collection = new XElement(Sync + "Collection", new XElement(Sync + "SyncKey", syncKey), new XElement(Sync + "CollectionId", inbox));
        if (!isFirst)
        {
            collection.Add(new XElement(Sync + "GetChanges", 1), new XElement(Sync + "WindowSize", WindowSize));
        }

        collection.Add(new XElement(
            Sync + "Options",
            new XElement(Sync + "FilterType", filterType),
            new XElement(Body + "BodyPreference", new XElement(Body + "Type", 1), new XElement(Body + "TruncationSize", 500))));
        return new(Sync + "Sync", new XElement(Sync + "Collections", collection));
    }

    private static string? Failure(PhoneAnswer answer)
    {
        if (Verdicts.Of(answer) is { } refusal)
        {
            return refusal;
        }

        // A Sync that fails as a whole has its Status at the root, else each collection has one.
        var status = answer.StatusOrInner;
        return status == 1 && answer.Find("SyncKey") is not null ? null
            : status == 3 ? "the key was forgotten: the device was reset meanwhile"
            : $"the folder was not synced: Status {status}";
    }

    private static string? Value(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static SimulationStep Good(string name, PhoneAnswer answer, string verdict) => new(name, answer.Http, answer.StatusOrInner, answer.Milliseconds, true, verdict);

    private static SimulationStep Bad(string name, PhoneAnswer answer, string verdict) => new(name, answer.Http, answer.StatusOrInner, answer.Milliseconds, false, verdict);
}
