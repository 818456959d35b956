namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>Why a request was told to come again.</summary>
public enum WorkRefusal
{
    /// <summary>Too many waited for their turn already.</summary>
    QueueFull,

    /// <summary>Its turn did not come in time.</summary>
    WaitedTooLong,

    /// <summary>There was no memory for its body.</summary>
    NoMemory,
}
