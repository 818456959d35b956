using System.Globalization;

namespace Carbonio.Cloud.Benchmarks;

/// <summary>A small table of results: what was measured, the figure, the target.</summary>
internal static class Results
{
    private const int NameWidth = 46;
    private const int FigureWidth = 16;

    public static void Title(string title) => Console.WriteLine($"\n{title}, {Environment.ProcessorCount} processors, .NET {Environment.Version}");

    public static void Line(string name, FormattableString figure, string target = "") =>
        Console.WriteLine($"  {name,-NameWidth} {figure.ToString(CultureInfo.InvariantCulture),FigureWidth}  {target}".TrimEnd());

    /// <summary>The value that the share <paramref name="share"/> of all does not exceed. Sorts the list.</summary>
    public static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[Math.Clamp((int)Math.Ceiling(share * values.Count) - 1, 0, values.Count - 1)];
    }

    public static double Median(List<double> values) => Percentile(values, 0.5);

    public static int Number(string[] args, int otherwise) =>
        args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : otherwise;
}
