using System.Globalization;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Figures of <c>/metrics</c>.</summary>
internal static class Metric
{
    /// <summary>One of them.</summary>
    /// <param name="admin">Of the server.</param>
    /// <param name="name">With its labels, as written there.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    public static async Task<double> ReadAsync(AdminClient admin, string name, CancellationToken cancellationToken)
    {
        using var response = await admin.GetAsync("metrics", cancellationToken);
        response.EnsureSuccessStatusCode();
        var lines = (await response.Content.ReadAsStringAsync(cancellationToken)).Split('\n');
        return double.Parse(lines.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Reads one until it is as wanted.</summary>
    public static async Task UntilAsync(AdminClient admin, string name, Func<double, bool> isWanted, CancellationToken cancellationToken)
    {
        while (!isWanted(await ReadAsync(admin, name, cancellationToken)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}
