using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Carbonio.Cloud.ActiveSync.Admission;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>How much is worked on at once, and who is told to come again.</summary>
public sealed class WorkOptions : IValidatableObject
{
    private const int Mebibyte = 1024 * 1024;
    private const int AtOnceForProcessor = 8;

    // Where rows come over the network a request mostly waits for them.
    private const int AtOnceForProcessorWhenRemote = 32;

    // Of what the process may use, as the container's limit has it.
    private const int ShareOfMemory = 8;

    /// <summary>Requests that are worked on at once; by default 8 for each processor, with Azure Storage 32.</summary>
    public string? AtOnce { get; set; }

    /// <summary>New requests that wait for their turn at most; 1024 by default.</summary>
    public string? Waiting { get; set; }

    /// <summary>How long each waits at most, hh:mm:ss; 5 seconds by default.</summary>
    public string? Patience { get; set; }

    /// <summary>MiB that bodies of requests take at most; by default an eighth of the memory there is, from 64 to 256.</summary>
    public string? BodyMebibytes { get; set; }

    /// <summary>The limits.</summary>
    /// <param name="isRemote">The store is reached over the network.</param>
    /// <param name="memoryBytes">Memory that the process may use.</param>
    public WorkLimits ToLimits(bool isRemote, long memoryBytes)
    {
        var limits = new WorkLimits();
        return new()
        {
            AtOnce = TryRead(AtOnce, out var atOnce) ? (int)atOnce
                : Math.Min(Environment.ProcessorCount * (isRemote ? AtOnceForProcessorWhenRemote : AtOnceForProcessor), WorkLimits.MostAtOnce),
            Waiting = TryRead(Waiting, out var waiting) ? (int)waiting : limits.Waiting,
            Patience = TryReadTime(Patience, out var patience) ? patience : limits.Patience,
            BodyBytes = TryRead(BodyMebibytes, out var mebibytes) ? mebibytes * Mebibyte
                : Math.Clamp(memoryBytes / ShareOfMemory, WorkLimits.LeastBodyBytes, limits.BodyBytes),
        };
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsIn(AtOnce, 1, WorkLimits.MostAtOnce))
        {
            yield return new($"Carbonio__Work__AtOnce is a number from 1 to {WorkLimits.MostAtOnce}.");
        }

        if (!IsIn(Waiting, 0, WorkLimits.MostWaiting))
        {
            yield return new($"Carbonio__Work__Waiting is a number from 0 to {WorkLimits.MostWaiting}.");
        }

        if (!string.IsNullOrEmpty(Patience)
            && (!TryReadTime(Patience, out var patience) || patience < WorkLimits.ShortestPatience || patience > WorkLimits.LongestPatience))
        {
            yield return new("Carbonio__Work__Patience is a time from 00:00:00.1 to 00:00:20.");
        }

        if (!IsIn(BodyMebibytes, WorkLimits.LeastBodyBytes / Mebibyte, WorkLimits.MostBodyBytes / Mebibyte))
        {
            yield return new($"Carbonio__Work__BodyMebibytes is a number from {WorkLimits.LeastBodyBytes / Mebibyte} to {WorkLimits.MostBodyBytes / Mebibyte}.");
        }
    }

    private static bool IsIn(string? text, long least, long most) =>
        string.IsNullOrEmpty(text) || (TryRead(text, out var number) && number >= least && number <= most);

    private static bool TryRead(string? text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryReadTime(string? text, out TimeSpan time) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
}
