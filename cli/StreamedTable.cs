namespace Carbonio.Cloud.Cli;

/// <summary>A table whose rows come in pages: the first page decides how wide the columns are.</summary>
internal sealed class StreamedTable(IReadOnlyList<string> heads)
{
    private int[]? widths;

    /// <summary>Writes a page, the heads before the first.</summary>
    public void Write(TextWriter writer, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (widths is null)
        {
            widths = TextTable.Widths(heads, rows);
            TextTable.WriteRow(writer, heads, widths);
        }

        foreach (var row in rows)
        {
            TextTable.WriteRow(writer, row, widths);
        }
    }
}
