using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>The message of a submission.</summary>
internal static class SubmittedMessage
{
    /// <summary>Reads it; null when it is gone.</summary>
    public static async Task<byte[]?> ReadAsync(IBlobStore blobs, Transmission transmission, CancellationToken cancellationToken)
    {
        var message = new byte[transmission.Size];
        var read = 0;
        while (read < message.Length)
        {
            if (await blobs.ReadAsync(transmission.Blob, read, message.AsMemory(read), cancellationToken) is not (> 0 and var more))
            {
                return null;
            }

            read += more;
        }

        return message;
    }

    /// <summary>The answer for all recipients of a message that is gone.</summary>
    public static IReadOnlyList<SendAnswer> Gone(Transmission transmission) =>
        [.. transmission.Recipients.Select(_ => new SendAnswer(SendVerdict.Refused, "5.3.0", "The mail is no longer on this server."))];
}
