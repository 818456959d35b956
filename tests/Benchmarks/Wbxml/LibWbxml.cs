using System.Runtime.InteropServices;

namespace Carbonio.Cloud.Wbxml.Benchmarks;

/// <summary>libwbxml2 called in this process, from the Debian package libwbxml2-1.</summary>
/// <remarks>Its tree is the least that it can decode to: the XML of <c>wbxml_conv_wbxml2xml_run</c> is made of that tree.</remarks>
internal static unsafe partial class LibWbxml
{
    private const string Library = "libwbxml2.so.1";
    private const int ActiveSync = 2402; // WBXML_LANG_ACTIVESYNC
    private const int Utf8 = 106; // WBXML_CHARSET_UTF_8
    private const int Version13 = 3; // WBXML_VERSION_13

    [StructLayout(LayoutKind.Sequential)]
    private struct WriteParameters
    {
        public int Version;
        public byte KeepIgnorableWhitespace;
        public byte UseStringTable;
        public byte Anonymous;
    }

    /// <summary>Whether the library is installed.</summary>
    public static bool IsPresent => NativeLibrary.TryLoad(Library, out _);

    /// <summary>Decodes a document into the library's tree, which <see cref="Free"/> frees.</summary>
    public static nint Decode(ReadOnlySpan<byte> document)
    {
        fixed (byte* bytes = document)
        {
            Check(wbxml_tree_from_wbxml(bytes, (uint)document.Length, ActiveSync, Utf8, out var tree));
            return tree;
        }
    }

    /// <summary>Encodes a tree.</summary>
    /// <returns>The document's length.</returns>
    public static int Encode(nint tree)
    {
        var bytes = Encode(tree, out var length);
        NativeMemory.Free(bytes);
        return length;
    }

    /// <summary>Encodes a tree into an array, to be compared.</summary>
    public static byte[] EncodeToArray(nint tree)
    {
        var bytes = Encode(tree, out var length);
        var array = new ReadOnlySpan<byte>(bytes, length).ToArray();
        NativeMemory.Free(bytes);
        return array;
    }

    /// <summary>Frees a tree.</summary>
    public static void Free(nint tree) => wbxml_tree_destroy(tree);

    private static byte* Encode(nint tree, out int length)
    {
        var parameters = new WriteParameters { Version = Version13, KeepIgnorableWhitespace = 1, Anonymous = 1 };
        Check(wbxml_tree_to_wbxml(tree, out var bytes, out var count, &parameters));
        length = (int)count;
        return bytes;
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"libwbxml2 says {error}.");
        }
    }

    [LibraryImport(Library)]
    private static partial int wbxml_tree_from_wbxml(byte* wbxml, uint length, int language, int charset, out nint tree);

    [LibraryImport(Library)]
    private static partial int wbxml_tree_to_wbxml(nint tree, out byte* wbxml, out uint length, WriteParameters* parameters);

    [LibraryImport(Library)]
    private static partial void wbxml_tree_destroy(nint tree);
}
