namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A run found a fault; the message names its seed.</summary>
internal sealed class CrashRunException(string message, Exception inner) : Exception(message, inner);
