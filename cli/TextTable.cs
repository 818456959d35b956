namespace Carbonio.Cloud.Cli;

/// <summary>Columns as wide as their longest cell, so that output can be cut with any tool, on any terminal.</summary>
internal static class TextTable
{
    public static void Write(TextWriter writer, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Widths(heads, rows);
        WriteRow(writer, heads, widths);
        foreach (var row in rows)
        {
            WriteRow(writer, row, widths);
        }
    }

    /// <summary>A heading and indented pairs below it.</summary>
    public static void WritePairs(TextWriter writer, string heading, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var all = pairs.ToList();
        var width = all.Count == 0 ? 0 : all.Max(pair => pair.Key.Length);
        writer.WriteLine(heading);
        foreach (var (key, value) in all)
        {
            writer.WriteLine($"  {key.PadRight(width)}  {value}".TrimEnd());
        }
    }

    /// <summary>How wide each column is.</summary>
    public static int[] Widths(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows) =>
        [.. heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max())];

    /// <summary>One row.</summary>
    public static void WriteRow(TextWriter writer, IReadOnlyList<string> cells, int[] widths) =>
        writer.WriteLine(("  " + string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd());
}
