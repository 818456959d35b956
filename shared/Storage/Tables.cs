namespace Carbonio.Cloud.Storage;

/// <summary>The tables of the system. What stands in each: docs/decisions/0002-storage-layout.md.</summary>
public static class Tables
{
    /// <summary>One partition a mailbox: everything a request of one device changes together.</summary>
    public const string Mail = "mail";

    /// <summary>Tenants, domains, classes of service, accounts, credentials, tokens.</summary>
    public const string Directory = "directory";

    /// <summary>Devices by tenant, domain and bucket: for lists.</summary>
    public const string DeviceIndex = "deviceindex";

    /// <summary>Hints: partitions of <see cref="Mail"/> in which work waits.</summary>
    public const string Work = "work";

    /// <summary>All of them, for adapters that must make them first.</summary>
    public static IReadOnlyList<string> All { get; } = [Mail, Directory, DeviceIndex, Work];
}
