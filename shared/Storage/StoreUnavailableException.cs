namespace Carbonio.Cloud.Storage;

/// <summary>A store did not answer within its retries. The host answers 503 with Retry-After.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Made without details.</summary>
    public StoreUnavailableException()
        : this("The store is unavailable.")
    {
    }

    /// <summary>Made with what happened.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Made with what happened and why.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
