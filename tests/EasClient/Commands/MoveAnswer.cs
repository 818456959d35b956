namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to MoveItems.</summary>
/// <param name="Status">Of the whole command, null when it was carried out.</param>
/// <param name="Moved">One for each move, in the order sent.</param>
/// <param name="Answer">The whole answer.</param>
public sealed record MoveAnswer(long? Status, IReadOnlyList<MovedItem> Moved, EasAnswer Answer);
