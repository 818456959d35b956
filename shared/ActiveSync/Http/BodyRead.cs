namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>What came of reading a request's body.</summary>
/// <param name="Status">Whether it was read.</param>
/// <param name="Body">The body, to be disposed; null unless it was read.</param>
public readonly record struct BodyRead(BodyReadStatus Status, EasBody? Body)
{
    /// <summary>Longer than it may be, or broken off.</summary>
    public static BodyRead TooLong { get; } = new(BodyReadStatus.TooLong, null);

    /// <summary>Refused for want of memory.</summary>
    public static BodyRead NoMemory { get; } = new(BodyReadStatus.NoMemory, null);

    /// <summary>All of it.</summary>
    public static BodyRead Of(EasBody body) => new(BodyReadStatus.Done, body);
}
