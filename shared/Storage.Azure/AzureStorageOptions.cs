using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>
/// How the clients call Azure Storage. <see cref="ClientOptions.Retry"/> is set for requests that a person's phone waits
/// for: five tries of at most 10 s each, with jitter, honouring Retry-After.
/// </summary>
public sealed class AzureStorageOptions : ClientOptions
{
    /// <summary>The usual options.</summary>
    public AzureStorageOptions()
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 4;
        Retry.Delay = TimeSpan.FromMilliseconds(200);
        Retry.MaxDelay = TimeSpan.FromSeconds(5);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>Stands before the name of each table, so that several installations can share an account. Letters and digits, a letter first; empty for none.</summary>
    public string TableNamePrefix { get; set; } = "";

    /// <summary>Name of the blob container.</summary>
    public string BlobContainer { get; set; } = "mail";

    /// <summary>Point reads that one call to <see cref="IEntityStore.FindManyAsync"/> has under way at once.</summary>
    public int ParallelReads { get; set; } = 16;
}
