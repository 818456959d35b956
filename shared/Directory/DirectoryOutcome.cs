using System.Diagnostics.CodeAnalysis;

namespace Carbonio.Cloud.Directory;

/// <summary>Outcome of a change.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">What holds now: for <see cref="DirectoryStatus.Done"/> and <see cref="DirectoryStatus.Exists"/>.</param>
/// <param name="Message">One sentence for the admin when it is not done.</param>
public sealed record DirectoryOutcome<T>(DirectoryStatus Status, T? Value, string? Message)
    where T : class
{
    /// <summary>True when what was asked for holds because of this call.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Status == DirectoryStatus.Done;

    internal static DirectoryOutcome<T> Done(T value) => new(DirectoryStatus.Done, value, null);

    internal static DirectoryOutcome<T> Exists(T value, string message) => new(DirectoryStatus.Exists, value, message);

    internal static DirectoryOutcome<T> Refused(DirectoryStatus status, string message) => new(status, null, message);
}
