namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Sends a message.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.17 SendMail.</remarks>
    public Task<ComposeMailAnswer> SendMailAsync(string clientId, byte[] mime, CancellationToken cancellationToken, bool saveInSentItems = true) =>
        ComposeAsync("SendMail", clientId, mime, source: null, saveInSentItems, replaceMime: false, cancellationToken);

    /// <summary>Answers a message.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.20 SmartReply.</remarks>
    public Task<ComposeMailAnswer> SmartReplyAsync(
        string clientId, MailSource source, byte[] mime, CancellationToken cancellationToken, bool saveInSentItems = true, bool replaceMime = false) =>
        ComposeAsync("SmartReply", clientId, mime, source, saveInSentItems, replaceMime, cancellationToken);

    /// <summary>Forwards a message.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.19 SmartForward.</remarks>
    public Task<ComposeMailAnswer> SmartForwardAsync(
        string clientId, MailSource source, byte[] mime, CancellationToken cancellationToken, bool saveInSentItems = true, bool replaceMime = false) =>
        ComposeAsync("SmartForward", clientId, mime, source, saveInSentItems, replaceMime, cancellationToken);

    /// <summary>Sends a request of one of the three, whatever is in it.</summary>
    /// <exception cref="EasViolationException">An answer with a body that does not say what failed.</exception>
    public async Task<ComposeMailAnswer> ComposeAsync(string command, WbxmlNode body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(command, body, cancellationToken);
        if (answer.Root is not { } root)
        {
            return new(null, answer);
        }

        return root.NumberOf("ComposeMail:Status") is { } status and not 1
            ? new(status, answer)
            : throw new EasViolationException($"Only what failed is answered with a body:\n{root}");
    }

    private Task<ComposeMailAnswer> ComposeAsync(
        string command, string clientId, byte[] mime, MailSource? source, bool saveInSentItems, bool replaceMime, CancellationToken cancellationToken) =>
        ComposeAsync(
            command,
            WbxmlNode.Of(
                $"ComposeMail:{command}",
                WbxmlNode.Of("ComposeMail:ClientId", clientId),
                source?.ToWbxml(),
                saveInSentItems ? WbxmlNode.Of("ComposeMail:SaveInSentItems") : null,
                replaceMime ? WbxmlNode.Of("ComposeMail:ReplaceMime") : null,
                WbxmlNode.OfOpaque("ComposeMail:Mime", mime)),
            cancellationToken);
}
