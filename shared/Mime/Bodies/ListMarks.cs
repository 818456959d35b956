using System.Globalization;

namespace Carbonio.Cloud.Mime;

/// <summary>The lists that are open, and the marks of their items.</summary>
internal sealed class ListMarks
{
    private const int MaximumDepth = 16;
    private const string Bullet = "- ";

    private readonly List<Level> levels = [];
    private int levelsBeyondLimit;

    /// <summary>Lists that are open.</summary>
    public int Depth => levels.Count + levelsBeyondLimit;

    /// <summary>Spaces before the text of an item: below the text behind its mark, and behind the marks of the lists around.</summary>
    public int Indent => levels.Sum(level => level.Width);

    public void Start(bool isOrdered, ReadOnlySpan<char> start)
    {
        if (levels.Count >= MaximumDepth)
        {
            levelsBeyondLimit++;
        }
        else
        {
            levels.Add(new Level(isOrdered, Number(start) ?? 1, 0));
        }
    }

    public void End()
    {
        if (levelsBeyondLimit > 0)
        {
            levelsBeyondLimit--;
        }
        else if (levels.Count > 0)
        {
            levels.RemoveAt(levels.Count - 1);
        }
    }

    /// <summary>Ends the item before; until the next mark the text stands where the list does.</summary>
    public void EndItem()
    {
        if (levels.Count > 0)
        {
            levels[^1] = levels[^1] with { Width = 0 };
        }
    }

    /// <summary>The mark of the next item.</summary>
    public string NextMark(ReadOnlySpan<char> value)
    {
        if (levels.Count == 0)
        {
            return Bullet;
        }

        var level = levels[^1];
        var number = Number(value) ?? level.Next;
        var mark = level.IsOrdered ? number.ToString(CultureInfo.InvariantCulture) + ". " : Bullet;
        levels[^1] = level with { Next = unchecked(number + 1), Width = mark.Length };
        return mark;
    }

    private static int? Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="IsOrdered">Items are numbered.</param>
    /// <param name="Next">Number of the next item.</param>
    /// <param name="Width">Characters of the present item's mark; 0 outside of one.</param>
    private readonly record struct Level(bool IsOrdered, int Next, int Width);
}
