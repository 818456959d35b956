namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Decides in which form, and how much of it, a device gets a body.</summary>
/// <remarks>
/// <para>
/// [MS-ASAIRS] 2.2.2.12 BodyPreference, 2.2.2.3.2 AllOrNone, 2.2.2.40.2 TruncationSize, 2.2.2.35 Preview; [MS-ASCMD] 2.2.3.110
/// MIMESupport and 2.2.3.111 MIMETruncation. In this order:
/// </para>
/// <list type="number">
/// <item>MIME, if it is asked for and MIMESupport allows it for this mail.</item>
/// <item>The form in which the mail was written, if it is asked for.</item>
/// <item>Of the other forms asked for, the one that brings most, the first named among equals.</item>
/// </list>
/// <para>A form that is wanted whole or not at all and would be cut is passed over. If that leaves none, the device is told type and size.</para>
/// </remarks>
public static class BodySelection
{
    /// <summary>Plain text.</summary>
    public const byte Text = 1;

    /// <summary>HTML.</summary>
    public const byte Html = 2;

    /// <summary>The whole message.</summary>
    public const byte Mime = 4;

    private const byte MimeForSMimeOnly = 1;
    private const byte MimeForAll = 2;

    // Bytes for each value of MIMETruncation but 0, the headers, and 8, all.
    private static readonly long[] MimeTruncations = [0, 4096, 5120, 7168, 10240, 20480, 51200, 102400];

    /// <summary>Chooses the body.</summary>
    public static BodyChoice Choose(ContentOptions options, BodySource source)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.BodyPreferences.Count == 0)
        {
            // Nothing asked for: the form that every device can show.
            return new(Text, source.TextBytes, long.MaxValue, HasData: true, HeadersOnly: false, 0);
        }

        BodyPreference? best = null;
        foreach (var preference in options.BodyPreferences)
        {
            if (CanBeHad(preference.Type, options, source) && !IsRefused(preference, source)
                && (best is not { } other || IsBetter(preference, other, source)))
            {
                best = preference;
            }
        }

        return best is { } chosen ? Take(chosen, options, source) : TellSize(options, source);
    }

    /// <summary>The part of a conversation's mail, which is HTML; null when none was asked for.</summary>
    /// <remarks>[MS-ASAIRS] 2.2.2.10 BodyPart.</remarks>
    public static BodyChoice? ChoosePart(ContentOptions options, BodySource source)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.BodyPartPreference is { } preference
            ? Take(preference, options, source) with { HasData = !IsRefused(preference, source) && (preference.TruncationSize is not 0 || source.HtmlBytes == 0) }
            : null;
    }

    private static bool CanBeHad(byte type, ContentOptions options, BodySource source) => type switch
    {
        Text or Html => true,
        Mime => source.MimeBytes > 0 && (options.MimeSupport == MimeForAll || (options.MimeSupport == MimeForSMimeOnly && source.IsSMime)),
        _ => false,
    };

    private static bool IsRefused(BodyPreference preference, BodySource source) =>
        preference is { AllOrNone: true, TruncationSize: { } size } && source.Bytes(preference.Type) > size;

    private static bool IsBetter(BodyPreference preference, BodyPreference other, BodySource source) =>
        Rank(preference, source).CompareTo(Rank(other, source)) > 0;

    private static (bool, bool, long) Rank(BodyPreference preference, BodySource source) =>
        (preference.Type == Mime, preference.Type == source.NativeType, Math.Min(source.Bytes(preference.Type), preference.TruncationSize ?? long.MaxValue));

    private static BodyChoice Take(BodyPreference preference, ContentOptions options, BodySource source)
    {
        var whole = source.Bytes(preference.Type);
        var limit = preference.TruncationSize ?? long.MaxValue;
        var headersOnly = false;
        if (preference is { Type: Mime, TruncationSize: null } && options.MimeTruncation is { } truncation && truncation < MimeTruncations.Length)
        {
            headersOnly = truncation == 0;
            limit = headersOnly ? long.MaxValue : MimeTruncations[truncation];
        }

        var hasData = limit > 0 || whole == 0;
        return new(preference.Type, whole, limit, hasData, headersOnly, preference.Type == Text && hasData ? (byte)0 : preference.Preview ?? 0);
    }

    private static BodyChoice TellSize(ContentOptions options, BodySource source)
    {
        var told = options.BodyPreferences[0];
        foreach (var preference in options.BodyPreferences)
        {
            if (preference.Type == source.NativeType)
            {
                told = preference;
            }
        }

        var type = told.Type is Text or Html ? told.Type : source.NativeType;
        return new(type, source.Bytes(type), 0, HasData: false, HeadersOnly: false, told.Preview ?? 0);
    }
}
