using System.Buffers;
using System.Diagnostics;
using System.Xml.Linq;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>
/// Compares with an implementation that shares no code and no author with ours. What it names otherwise or
/// does not know is in <c>libwbxml-gaps.tsv</c>, one row a token; all else must agree exactly.
/// </summary>
public sealed class LibwbxmlTests : IDisposable
{
    private const string Decoder = "/usr/bin/wbxml2xml";
    private const string Encoder = "/usr/bin/xml2wbxml";
    private const string NeedsDecoder = "needs wbxml2xml from the Debian package libwbxml2-utils";
    private const string NeedsEncoder = "needs xml2wbxml from the Debian package libwbxml2-utils";

    /// <summary>Elements that libwbxml takes for binary whatever they hold: base64 in XML, opaque data in WBXML.</summary>
    private static readonly WbxmlTag[] BinaryInLibwbxml =
    [
        ResolveRecipientsPage.Data,
        SearchPage.ConversationId,
        GalPage.Data,
        AirSyncBasePage.Content,
        ItemOperationsPage.ConversationId,
        ComposeMailPage.Mime,
        Email2Page.ConversationId,
        Email2Page.ConversationIndex,
    ];

    private static readonly Dictionary<WbxmlTag, string?> Gaps = ReadGaps();

    private readonly string _folder = Directory.CreateTempSubdirectory("wbxml").FullName;

    public static TheoryData<int> PagesOfLibwbxml => [.. Enumerable.Range(0, 25)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(PagesOfLibwbxml))]
    public void Given_a_page_that_we_encode_when_libwbxml_decodes_it_then_names_namespaces_and_text_agree(int page)
    {
        Assert.SkipUnless(File.Exists(Decoder), NeedsDecoder);
        var expected = SharedTags(page).Select(tag => (NamespaceInLibwbxml(page), NameInLibwbxml(tag), $"{tag:X}"));

        var root = XDocument.Parse(DecodeWithLibwbxml(Encode(SharedTags(page)))).Root!;

        Assert.Equal("{AirSync:}Sync", root.Name.ToString());
        Assert.Equal(expected, root.Elements().Select(element => (element.Name.NamespaceName, element.Name.LocalName, TextInLibwbxml(page, element))));
    }

    [Theory]
    [MemberData(nameof(PagesOfLibwbxml))]
    public void Given_a_page_that_libwbxml_encodes_when_we_encode_it_then_the_bytes_are_the_same(int page)
    {
        Assert.SkipUnless(File.Exists(Encoder), NeedsEncoder);
        XNamespace @namespace = NamespaceInLibwbxml(page);
        XNamespace airSync = "AirSync:";
        var xml = new XElement(airSync + "Sync", SharedTags(page).Select(tag => new XElement(
            @namespace + NameInLibwbxml(tag),
            BinaryInLibwbxml.Contains(tag) ? Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{tag:X}")) : $"{tag:X}")));

        Assert.Equal(Encode(SharedTags(page)), EncodeWithLibwbxml(xml));
    }

    [Fact]
    public void Given_the_tokens_that_libwbxml_lacks_when_it_decodes_them_then_it_still_lacks_them()
    {
        Assert.SkipUnless(File.Exists(Decoder), NeedsDecoder);
        WbxmlTag[] missing = [.. Gaps.Where(gap => gap.Value is null).Select(gap => gap.Key)];

        var root = XDocument.Parse(DecodeWithLibwbxml(Encode(missing))).Root!;

        Assert.Equal(missing.Select(_ => "unknown"), root.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public void Given_text_of_all_kinds_when_libwbxml_decodes_it_then_it_reads_what_we_wrote()
    {
        Assert.SkipUnless(File.Exists(Decoder), NeedsDecoder);
        const string text = "Grüße & <b>日本</b> 😀 \"'\t]]>";
        var output = new ArrayBufferWriter<byte>();
        var writer = new WbxmlWriter(output);
        writer.Start(AirSyncPage.Sync);
        writer.Element(EmailPage.Subject, text);
        writer.End();

        Assert.Equal(text, XDocument.Parse(DecodeWithLibwbxml(output.WrittenSpan)).Root!.Value);
    }

    private static List<WbxmlTag> SharedTags(int page) =>
        [.. CodePages.All[page].Tags.Where(tag => !Gaps.TryGetValue(tag, out var name) || name is not null)];

    private static byte[] Encode(IEnumerable<WbxmlTag> tags)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new WbxmlWriter(output);
        writer.Start(AirSyncPage.Sync);
        foreach (var tag in tags)
        {
            var text = $"{tag:X}";
            writer.Start(tag);
            if (BinaryInLibwbxml.Contains(tag))
            {
                writer.Opaque(System.Text.Encoding.ASCII.GetBytes(text));
            }
            else
            {
                writer.Text(text);
            }

            writer.End();
        }

        writer.End();
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    private static string NameInLibwbxml(WbxmlTag tag) => Gaps.GetValueOrDefault(tag) ?? CodePages.FindName(tag)!;

    /// <summary>libwbxml ends its namespaces in a colon, and spells one of them its own way.</summary>
    private static string NamespaceInLibwbxml(int page) =>
        CodePages.All[page] == GalPage.Page ? "Gal:" : CodePages.All[page].Namespace + ":";

    private static string TextInLibwbxml(int page, XElement element)
    {
        var tag = CodePages.All[page].Tags.Single(tag => NameInLibwbxml(tag) == element.Name.LocalName);
        return BinaryInLibwbxml.Contains(tag) ? System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(element.Value)) : element.Value;
    }

    private static Dictionary<WbxmlTag, string?> ReadGaps()
    {
        var gaps = new Dictionary<WbxmlTag, string?>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "libwbxml-gaps.tsv")).Where(line => !line.StartsWith('#')))
        {
            var fields = line.Split('\t');
            var tag = (WbxmlTag)((Convert.ToInt32(fields[0], 10) << 8) | Convert.ToInt32(fields[1], 16));
            gaps.Add(tag, fields[2] == "-" ? null : fields[2]);
        }

        return gaps;
    }

    private string DecodeWithLibwbxml(ReadOnlySpan<byte> document)
    {
        var (input, output) = (Path.Combine(_folder, "in.wbxml"), Path.Combine(_folder, "out.xml"));
        File.WriteAllBytes(input, document);
        Run(Decoder, ["-m", "0", "-k", "-l", "ACTIVESYNC", "-o", output, input]);

        // Its DOCTYPE is what XDocument would not load.
        var xml = File.ReadAllText(output);
        return xml[xml.IndexOf("<Sync", StringComparison.Ordinal)..];
    }

    private byte[] EncodeWithLibwbxml(XElement root)
    {
        var (input, output) = (Path.Combine(_folder, "in.xml"), Path.Combine(_folder, "out.wbxml"));
        File.WriteAllText(input, "<?xml version=\"1.0\"?><!DOCTYPE ActiveSync PUBLIC \"-//MICROSOFT//DTD ActiveSync//EN\" \"http://www.microsoft.com/\">"
            + root.ToString(SaveOptions.DisableFormatting));
        Run(Encoder, ["-v", "1.3", "-n", "-a", "-o", output, input]);
        return File.ReadAllBytes(output);
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && said.Contains("succeeded", StringComparison.Ordinal), said);
    }
}
