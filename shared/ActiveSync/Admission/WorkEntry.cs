namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>What came of a request's wish to be worked on.</summary>
public enum WorkEntry
{
    /// <summary>It has a turn, and gives it back with <see cref="WorkTurns.Leave"/>.</summary>
    Entered,

    /// <summary>Too many wait already.</summary>
    QueueFull,

    /// <summary>It waited, and its turn did not come in time.</summary>
    WaitedTooLong,
}
