using Microsoft.Win32.SafeHandles;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>A blob that is written, but neither durable nor under its name.</summary>
/// <param name="Handle">Its content, open.</param>
/// <param name="Temporary">The name it has meanwhile.</param>
/// <param name="Folder">The folder it goes to.</param>
/// <param name="Target">Its name there.</param>
internal sealed record PendingBlob(SafeFileHandle Handle, string Temporary, string Folder, string Target)
{
    /// <summary>Completed when the blob is durable.</summary>
    public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
