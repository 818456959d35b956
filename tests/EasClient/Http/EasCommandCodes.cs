namespace Carbonio.Cloud.EasClient;

/// <summary>The numbers of the commands in a base64 query.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1.1.1.2 Command Codes.</remarks>
public static class EasCommandCodes
{
    private static readonly Dictionary<string, byte> Codes = new()
    {
        ["Sync"] = 0,
        ["SendMail"] = 1,
        ["SmartForward"] = 2,
        ["SmartReply"] = 3,
        ["GetAttachment"] = 4,
        ["FolderSync"] = 9,
        ["FolderCreate"] = 10,
        ["FolderDelete"] = 11,
        ["FolderUpdate"] = 12,
        ["MoveItems"] = 13,
        ["GetItemEstimate"] = 14,
        ["MeetingResponse"] = 15,
        ["Search"] = 16,
        ["Settings"] = 17,
        ["Ping"] = 18,
        ["ItemOperations"] = 19,
        ["Provision"] = 20,
        ["ResolveRecipients"] = 21,
        ["ValidateCert"] = 22,
        ["Find"] = 23,
    };

    /// <summary>The number of a command.</summary>
    public static byte Get(string command) => Codes[command];
}
