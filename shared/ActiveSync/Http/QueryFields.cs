using Carbonio.Cloud.ActiveSync.Versions;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>What a query of either form says; null where it says nothing, or nothing that can be understood.</summary>
internal struct QueryFields
{
    public EasCommand? Command;
    public EasVersion? Version;
    public string? DeviceId;
    public string? DeviceType;
    public string? User;
    public uint? PolicyKey;
    public ushort Locale;
    public bool AcceptMultiPart;
}
