using System.Text;
using QRCoder;

namespace Carbonio.Cloud.Cli.Credentials;

/// <summary>A QR code: for a terminal, and as a picture.</summary>
internal static class QrText
{
    private const int PixelsOfAModule = 8;

    /// <summary>
    /// Lines of a terminal. Two rows of the code share a line where the terminal has half blocks; else each module is two signs
    /// wide, which any terminal shows. Light on dark as well as dark on light can be read by phones.
    /// </summary>
    public static IEnumerable<string> Lines(string content, bool isUnicode)
    {
        using var code = Encode(content);
        var rows = code.ModuleMatrix; // with its quiet zone
        for (var y = 0; y < rows.Count; y += isUnicode ? 2 : 1)
        {
            var line = new StringBuilder();
            for (var x = 0; x < rows.Count; x++)
            {
                line.Append(isUnicode ? Half(rows[y][x], y + 1 < rows.Count && rows[y + 1][x]) : rows[y][x] ? "##" : "  ");
            }

            yield return line.ToString();
        }
    }

    /// <summary>A PNG file.</summary>
    public static byte[] Png(string content)
    {
        using var code = Encode(content);
        using var picture = new PngByteQRCode(code);
        return picture.GetGraphic(PixelsOfAModule);
    }

    private static QRCodeData Encode(string content)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
    }

    private static string Half(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => "\u2588",
        (true, false) => "\u2580",
        (false, true) => "\u2584",
        _ => " ",
    };
}
