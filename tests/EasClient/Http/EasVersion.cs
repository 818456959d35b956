using System.Globalization;

namespace Carbonio.Cloud.EasClient;

/// <summary>A protocol version.</summary>
/// <param name="Tenfold">The version times ten, as the base64 query carries it: 161 for 16.1.</param>
public readonly record struct EasVersion(byte Tenfold)
{
    /// <summary>14.1, what older devices speak.</summary>
    public static EasVersion V141 { get; } = new(141);

    /// <summary>16.1, what current devices speak.</summary>
    public static EasVersion V161 { get; } = new(161);

    /// <summary>Reads text such as <c>16.1</c>.</summary>
    public static EasVersion Parse(string text) =>
        new((byte)(decimal.Parse(text, CultureInfo.InvariantCulture) * 10));

    /// <inheritdoc />
    public override string ToString() => (Tenfold / 10m).ToString("0.0", CultureInfo.InvariantCulture);
}
