namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Whether a body was read.</summary>
public enum BodyReadStatus
{
    /// <summary>It was.</summary>
    Done,

    /// <summary>It is longer than it may be, or broke off.</summary>
    TooLong,

    /// <summary>There is no memory for it now: it may be sent again later.</summary>
    NoMemory,
}
