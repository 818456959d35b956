namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>Wire bytes in a form that a person can read: what follows # in a line is dropped.</summary>
internal static class Hex
{
    public static byte[] Bytes(string text) => Convert.FromHexString(string.Concat(
        text.Split('\n').SelectMany(line => line.Split('#')[0]).Where(c => !char.IsWhiteSpace(c))));

    public static byte[] File(string name) => Bytes(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)));
}
