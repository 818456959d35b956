using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Options of a collection. They hold until the device sends others.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.125.5 Options (Sync).</remarks>
/// <param name="Filter">How far back items go.</param>
/// <param name="ServerWins">Who wins a conflict.</param>
/// <param name="Content">In which form items are taken.</param>
public sealed record CollectionOptions(FilterType Filter, bool ServerWins, ContentOptions Content)
{
    // What packed options take: they are packed for each Sync, to be compared.
    private const int SmallBytes = 32;

    /// <summary>What holds before the device said anything.</summary>
    public static CollectionOptions Default { get; } = new(FilterType.All, true, ContentOptions.Default);

    internal byte[] Pack()
    {
        var fields = new FieldWriter(SmallBytes);
        fields.Integer(1, (byte)Filter);
        fields.Integer(2, ServerWins ? 0 : 1);
        fields.Integer(3, Content.MimeSupport);
        fields.Integer(4, Content.MimeTruncation is { } truncation ? truncation + 1 : 0);
        foreach (var preference in Content.BodyPreferences)
        {
            fields.Bytes(5, Pack(preference));
        }

        if (Content.BodyPartPreference is { } part)
        {
            fields.Bytes(6, Pack(part));
        }

        return fields.ToArray();
    }

    internal static CollectionOptions Unpack(ReadOnlySpan<byte> packed)
    {
        var options = Default;
        var preferences = new List<BodyPreference>();
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            options = fields.Tag switch
            {
                1 => options with { Filter = (FilterType)fields.Integer },
                2 => options with { ServerWins = fields.Integer == 0 },
                3 => options with { Content = options.Content with { MimeSupport = (byte)fields.Integer } },
                4 => options with { Content = options.Content with { MimeTruncation = (byte)(fields.Integer - 1) } },
                6 => options with { Content = options.Content with { BodyPartPreference = UnpackPreference(fields.Value) } },
                _ => options,
            };
            if (fields.Tag == 5)
            {
                preferences.Add(UnpackPreference(fields.Value));
            }
        }

        return preferences.Count == 0 ? options : options with { Content = options.Content with { BodyPreferences = preferences } };
    }

    private static byte[] Pack(BodyPreference preference)
    {
        var fields = new FieldWriter(SmallBytes);
        fields.Integer(1, preference.Type);
        fields.Integer(2, preference.TruncationSize is { } size ? (long)size + 1 : 0);
        fields.Integer(3, preference.AllOrNone ? 1 : 0);
        fields.Integer(4, preference.Preview is { } preview ? preview + 1 : 0);
        return fields.ToArray();
    }

    private static BodyPreference UnpackPreference(ReadOnlySpan<byte> packed)
    {
        var preference = new BodyPreference(0, null, false, null);
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            preference = fields.Tag switch
            {
                1 => preference with { Type = (byte)fields.Integer },
                2 => preference with { TruncationSize = (uint)(fields.Integer - 1) },
                3 => preference with { AllOrNone = true },
                4 => preference with { Preview = (byte)(fields.Integer - 1) },
                _ => preference,
            };
        }

        return preference;
    }
}
