using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>
/// Names of a draft's attachments, which stay the same while the draft is written again and its parts get other numbers. An
/// attachment without a name here is called by the number of its part: those of mail, which never change.
/// </summary>
public sealed class AttachmentNames
{
    private const byte NextTag = 1;
    private const byte EntryTag = 2;
    private const byte NameTag = 1;
    private const byte PartTag = 2;

    private readonly List<(string Name, string Part)> entries;

    /// <summary>These names.</summary>
    /// <param name="next">Number of the next name that <see cref="Make"/> gives; never given twice in a draft.</param>
    /// <param name="entries">Name and number of the part, for each.</param>
    public AttachmentNames(int next, IEnumerable<(string Name, string Part)> entries)
    {
        Next = next;
        this.entries = [.. entries];
    }

    /// <summary>Number of the next name.</summary>
    public int Next { get; }

    /// <summary>A name that no part's number can be: those begin with 1.</summary>
    public static string Make(int number) => FormattableString.Invariant($"0.{number}");

    /// <summary>The names that a mail's content has.</summary>
    public static AttachmentNames Of(ReadOnlySpan<byte> packed)
    {
        var next = 1;
        var entries = new List<(string, string)>();
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case NextTag:
                    next = (int)fields.Integer;
                    break;
                case EntryTag:
                    entries.Add(Entry(fields.Value));
                    break;
            }
        }

        return new(next, entries);
    }

    /// <summary>What the part of that number is called.</summary>
    public string NameOf(string part)
    {
        foreach (var entry in entries)
        {
            if (entry.Part == part)
            {
                return entry.Name;
            }
        }

        return part;
    }

    /// <summary>The number of the part of that name. Where there are names, a number is none.</summary>
    /// <returns>Null when there is no such attachment.</returns>
    public string? PartOf(string name)
    {
        foreach (var entry in entries)
        {
            if (entry.Name == name)
            {
                return entry.Part;
            }
        }

        return entries.Count == 0 && Next == 1 ? name : null;
    }

    /// <summary>The names as they stand in a mail's content.</summary>
    public byte[] Pack()
    {
        var fields = new FieldWriter();
        fields.Integer(NextTag, Next);
        foreach (var (name, part) in entries)
        {
            var entry = new FieldWriter(16);
            entry.Text(NameTag, name);
            entry.Text(PartTag, part);
            fields.Bytes(EntryTag, entry.ToArray());
        }

        return fields.ToArray();
    }

    private static (string Name, string Part) Entry(ReadOnlySpan<byte> packed)
    {
        var name = "";
        var part = "";
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            name = fields.Tag == NameTag ? fields.Text : name;
            part = fields.Tag == PartTag ? fields.Text : part;
        }

        return (name, part);
    }
}
