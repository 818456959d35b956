using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>Puts existing mail into a mailbox.</summary>
public interface IMessageImport
{
    /// <summary>Adds one message. With an idempotency key, repeating the call has the effect of one.</summary>
    /// <param name="account">Whose mailbox.</param>
    /// <param name="folder">Folder id, or path such as <c>Inbox</c> or <c>/Projects/A</c>.</param>
    /// <param name="mime">The message as it came.</param>
    /// <param name="idempotencyKey">Names the request, at most 100 characters; null when it has no name.</param>
    /// <param name="cancellationToken">The request's.</param>
    Task<ImportOutcome> AddAsync(AccountView account, string folder, ReadOnlyMemory<byte> mime, string? idempotencyKey, CancellationToken cancellationToken);
}
