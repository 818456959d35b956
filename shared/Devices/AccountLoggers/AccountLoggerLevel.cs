namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>How much an account logger writes, from the least to the most. A request is written when its own level is not above the logger's.</summary>
public enum AccountLoggerLevel
{
    /// <summary>Requests in which the server failed.</summary>
    Crit,

    /// <summary>Requests that were answered with HTTP 500 or above, too.</summary>
    Err,

    /// <summary>Requests that were refused, too.</summary>
    Warn,

    /// <summary>A line for each request.</summary>
    Info,

    /// <summary>Headers and both bodies as XML, too, up to <see cref="AccountLoggerLimits.DebugBodyCharacters"/> of each.</summary>
    Debug,

    /// <summary>More of the bodies, and what the request asked of the store.</summary>
    Trace,
}
