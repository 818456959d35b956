namespace Carbonio.Cloud.ActiveSync.Versions;

/// <summary>What one protocol version does differently from another. Commands ask these properties and never compare versions.</summary>
public sealed record VersionRules
{
    private string? name;

    /// <summary>The version.</summary>
    public required EasVersion Version { get; init; }

    /// <summary>The version as text, such as 16.1.</summary>
    public string Name => name ??= Version.ToString();

    /// <summary>Failures go as a Status in a 200 answer; else as an HTTP status.</summary>
    /// <remarks>[MS-ASCMD] 2.2.2 Common Status Codes: from 14.0.</remarks>
    public required bool CommonStatusInBody { get; init; }

    /// <summary>Provision carries the device's information.</summary>
    /// <remarks>[MS-ASPROV] 2.2.2.53 settings:DeviceInformation: from 14.1.</remarks>
    public required bool DeviceInformationInProvision { get; init; }

    /// <summary>Body parts of conversations.</summary>
    /// <remarks>[MS-ASCON] 2.2.2.1 BodyPart: from 14.1.</remarks>
    public required bool BodyParts { get; init; }

    /// <summary>Drafts are synchronised both ways.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.42 IsDraft: from 16.0.</remarks>
    public required bool Drafts { get; init; }

    /// <summary>SmartForward may leave the message to the server.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.79 Forwardees: from 16.0.</remarks>
    public required bool Forwardees { get; init; }

    /// <summary>Find.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.2 Find: from 16.1.</remarks>
    public required bool FindCommand { get; init; }

    /// <summary>A device can be told to wipe what it has of one account only.</summary>
    /// <remarks>[MS-ASPROV] 2.2.2.1 AccountOnlyRemoteWipe: from 16.1.</remarks>
    public required bool AccountOnlyRemoteWipe { get; init; }

    /// <summary>Commands a device of this version may send.</summary>
    public required IReadOnlyList<EasCommand> Commands { get; init; }

    /// <summary>The versions on offer, oldest first, as OPTIONS lists them.</summary>
    public static IReadOnlyList<VersionRules> Offered { get; } =
    [
        new()
        {
            Version = EasVersion.V141,
            CommonStatusInBody = true,
            DeviceInformationInProvision = true,
            BodyParts = true,
            Drafts = false,
            Forwardees = false,
            FindCommand = false,
            AccountOnlyRemoteWipe = false,
            Commands = Implemented,
        },
        new()
        {
            Version = EasVersion.V161,
            CommonStatusInBody = true,
            DeviceInformationInProvision = true,
            BodyParts = true,
            Drafts = true,
            Forwardees = true,
            FindCommand = true,
            AccountOnlyRemoteWipe = true,
            Commands = Implemented,
        },
    ];

    // What this release answers. A command enters with the folder that implements it.
    private static IReadOnlyList<EasCommand> Implemented =>
    [
        EasCommand.Sync,
        EasCommand.SendMail,
        EasCommand.SmartForward,
        EasCommand.SmartReply,
        EasCommand.FolderSync,
        EasCommand.FolderCreate,
        EasCommand.FolderDelete,
        EasCommand.FolderUpdate,
        EasCommand.MoveItems,
        EasCommand.GetItemEstimate,
        EasCommand.Search,
        EasCommand.Settings,
        EasCommand.Ping,
        EasCommand.ItemOperations,
        EasCommand.Provision,
        EasCommand.ResolveRecipients,
        EasCommand.ValidateCert,
    ];

    /// <summary>The rules of a version on offer, or null.</summary>
    public static VersionRules? Find(EasVersion version)
    {
        foreach (var rules in Offered)
        {
            if (rules.Version == version)
            {
                return rules;
            }
        }

        return null;
    }
}
