namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Waits for changes in mail folders.</summary>
    /// <param name="heartbeatSeconds">How long to hold; null uses what the server keeps from before.</param>
    /// <param name="folders">Ids to watch; none uses what the server keeps from before.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    /// <remarks>[MS-ASCMD] 2.2.1.13 Ping.</remarks>
    public async Task<PingAnswer> PingAsync(int? heartbeatSeconds, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        // Repeating everything is spelt as an empty body.
        var body = heartbeatSeconds is null && folders.Count == 0
            ? null
            : WbxmlNode.Of(
                "Ping:Ping",
                WbxmlNode.Maybe("Ping:HeartbeatInterval", heartbeatSeconds),
                folders.Count == 0 ? null : WbxmlNode.Of("Ping:Folders", folders.Select(Watched)));
        var answer = await SendAsync("Ping", body, cancellationToken);
        var root = answer.Document;
        var result = new PingAnswer(
            root.NumberOf("Ping:Status") ?? 0,
            [.. root.Find("Ping:Folders")?.FindAll("Ping:Folder").Select(folder => folder.Text ?? "") ?? []],
            root.NumberOf("Ping:HeartbeatInterval"),
            root.NumberOf("Ping:MaxFolders"),
            answer);
        return (result.Status == 2, result.Status == 5, result.Status == 6) == (result.Folders.Count > 0, result.HeartbeatInterval is not null, result.MaxFolders is not null)
            ? result
            : throw new EasViolationException($"The parts of a Ping answer do not fit its status:\n{root}");
    }

    private static WbxmlNode Watched(string folder) =>
        WbxmlNode.Of("Ping:Folder", WbxmlNode.Of("Ping:Id", folder), WbxmlNode.Of("Ping:Class", "Email"));
}
