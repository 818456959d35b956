namespace Carbonio.Cloud.ActiveSync;

/// <summary>Answers one command of a request that passed the gate. Holds nothing between requests.</summary>
public interface IEasCommand
{
    /// <summary>Which one.</summary>
    EasCommand Command { get; }

    /// <summary>Answers.</summary>
    /// <returns>An answer in every case: a device's mistake is a status, not an exception.</returns>
    /// <exception cref="OperationCanceledException">The device hung up, or the host is stopping.</exception>
    Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken);
}
