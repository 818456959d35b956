using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.Versions;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>A command request as [MS-ASHTTP] 2.2.1 has it, parsed from its query and headers. The body is read later.</summary>
public sealed record EasRequest
{
    /// <summary>The command.</summary>
    public required EasCommand Command { get; init; }

    /// <summary>The command's name.</summary>
    public string CommandName => CommandNames.Name(Command);

    /// <summary>What the request's protocol version means.</summary>
    public required VersionRules Rules { get; init; }

    /// <summary>The device id as sent, 1 to 32 characters.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The device type as sent.</summary>
    public required string DeviceType { get; init; }

    /// <summary>The user as named in the query, or null. Who it is, says Authorization.</summary>
    public string? User { get; init; }

    /// <summary>The policy key; null when none was sent, which is not the same as 0.</summary>
    public uint? PolicyKey { get; init; }

    /// <summary>User-Agent, or empty.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Accept-Language, or the locale of a base64 query; empty when neither was sent.</summary>
    public string Language { get; init; } = "";

    /// <summary>ItemOperations may answer in parts.</summary>
    public bool AcceptMultiPart { get; init; }
}
