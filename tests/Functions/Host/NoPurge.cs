using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Purge;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The nightly purge of a store without domains: it finds nothing.</summary>
internal static class NoPurge
{
    public static NightlyPurge On(IEntityStore entities, TimeProvider time) =>
        new(
            entities,
            new StatePurge(new DirectoryLists(entities), new DirectoryReader(entities, time, new()), new DeviceIndex(entities), new(entities), null!, time),
            time,
            NullLogger<NightlyPurge>.Instance);
}
