namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>One step of the walk.</summary>
/// <param name="Name">The command.</param>
/// <param name="Http">HTTP status; 0 where nothing came.</param>
/// <param name="Status">The command's own status; null where there is none.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="IsGood">A phone would go on.</param>
/// <param name="Verdict">What it means, in words.</param>
internal sealed record SimulationStep(string Name, int Http, int? Status, double Milliseconds, bool IsGood, string Verdict);
