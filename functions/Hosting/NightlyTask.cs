namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>A task of each night.</summary>
/// <param name="Name">Its name, which stands in a key: lower-case letters and hyphens.</param>
/// <param name="StepAsync">
/// Does a bounded, repeatable step: takes what the step before gave, null to begin, and gives where to go on, null when all is done.
/// </param>
internal sealed record NightlyTask(string Name, Func<string?, CancellationToken, Task<string?>> StepAsync);
