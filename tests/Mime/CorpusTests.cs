using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

/// <summary>
/// Every mail of the corpus, read by us and by Python's email package. Where Python is wrong, or differs for a reason,
/// <c>NAME.expected.json</c> beside the mail says why and what is right.
/// </summary>
public sealed class CorpusTests(CorpusTests.Python python) : IClassFixture<CorpusTests.Python>
{
    private const int FewestMails = 400;
    private const int MostExceptions = 60;

    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static TheoryData<string> Mails => [.. Files("*.eml").Order(StringComparer.Ordinal)];

    [Fact]
    public void Given_the_corpus_when_counted_then_it_is_large_enough_to_mean_something()
    {
        Assert.True(Mails.Count >= FewestMails);
        Assert.InRange(Files("*.json").Count(), 1, MostExceptions);
    }

    [Fact]
    public void Given_an_exception_when_looked_up_then_its_mail_is_there_and_it_gives_a_reason() =>
        Assert.All(Files("*.json"), name =>
        {
            Assert.True(File.Exists(Path.Combine(Folder, name.Replace(".expected.json", ".eml", StringComparison.Ordinal))));
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));
            Assert.NotEmpty(json.RootElement.GetProperty("why").GetString()!);
        });

    [Theory, MemberData(nameof(Mails))]
    public void Given_a_mail_when_Python_reads_it_too_then_structure_text_names_and_heads_are_the_same(string name)
    {
        var expected = Expected(name);
        var message = Parse(name);
        var summary = MessageSummary.Of(message, MessageLayout.From(message));

        Assert.Equal(Text(expected["subject"]), Collapse(message.Root.Headers.Find("Subject")?.DecodedText));
        Assert.Equal(expected["date"].ValueKind == JsonValueKind.Null ? default(long?) : expected["date"].GetInt64(), summary.Date?.ToUnixTimeSeconds());
        Assert.Equal(Addresses(expected["from"]), summary.FromAddresses.Select(Show));
        Assert.Equal(Addresses(expected["to"]), summary.ToAddresses.Select(Show));
        Assert.Equal(Describe(expected["parts"]), Describe(message));
    }

    [Theory, MemberData(nameof(Mails))]
    public void Given_a_mail_when_laid_out_then_the_layout_reads_back_and_every_part_lies_in_the_mail(string name)
    {
        var message = Parse(name);
        var layout = MessageLayout.From(message);

        Assert.All(layout.Parts, part => Assert.InRange(part.Offset + part.EncodedLength, 0, message.Source.Length));
        LayoutAssert.ReadsBack(layout);
    }

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'));

    private static MimeMessage Parse(string name) => MimeParser.Parse(File.ReadAllBytes(Path.Combine(Folder, name)), MimeLimits.Default);

    /// <summary>What Python says, and over it what the exception says.</summary>
    private Dictionary<string, JsonElement> Expected(string name)
    {
        var expected = python.Describe().GetProperty(name).EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
        var exception = Path.Combine(Folder, Path.ChangeExtension(name, ".expected.json"));
        if (File.Exists(exception))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(exception));
            foreach (var field in json.RootElement.EnumerateObject())
            {
                expected[field.Name] = field.Value.Clone();
            }
        }

        return expected;
    }

    private static string? Text(JsonElement text) => text.GetString();

    private static List<string> Addresses(JsonElement pairs) =>
        [.. pairs.EnumerateArray().Where(pair => pair[1].GetString()!.Length > 0).Select(pair => $"{pair[0].GetString()} <{pair[1].GetString()}>")];

    private static string Show(MailAddress address) => $"{address.DisplayName} <{address.Address}>";

    /// <summary>A line for each entity.</summary>
    private static List<string> Describe(JsonElement parts) =>
        [.. parts.EnumerateArray().Select(part => Line(
            part.GetProperty("type").GetString()!,
            part.GetProperty("name").GetString(),
            part.GetProperty("sha256").GetString(),
            part.GetProperty("text").GetString()))];

    private static List<string> Describe(MimeMessage message)
    {
        var lines = new List<string>();
        Describe(message, message.Root, lines);
        return lines;
    }

    private static void Describe(MimeMessage message, MimeEntity entity, List<string> lines)
    {
        // A report's fields are messages to Python, which gives no bytes of them.
        if (entity.Children.Count > 0 || entity.ContentType.Type == "message")
        {
            lines.Add(Line(entity.ContentType.MediaType, entity.FileName, null, null));
            foreach (var child in entity.Children)
            {
                Describe(message, child, lines);
            }

            return;
        }

        var bytes = PartDecoder.Decode(message.Source.Slice(entity.BodyOffset, entity.BodyLength), entity.TransferEncoding, int.MaxValue);
        var text = entity.ContentType.Type == "text" ? Charsets.Decode(bytes.Span, entity.ContentType.Charset) : null;
        lines.Add(Line(entity.ContentType.MediaType, entity.FileName, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), text));
    }

    private static string Line(string type, string? name, string? hash, string? text) => $"{type} | {name} | {hash} | {text}";

    private static string? Collapse(string? text) => text is null ? null : string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs Debian's python3 once for the whole corpus.</summary>
    public sealed class Python
    {
        private const string Interpreter = "/usr/bin/python3";

        private readonly Lazy<JsonElement> description = new(Run);

        public JsonElement Describe()
        {
            Assert.SkipUnless(File.Exists(Interpreter), "python3 is not installed");
            return description.Value;
        }

        private static JsonElement Run()
        {
            var start = new ProcessStartInfo(Interpreter) { RedirectStandardOutput = true };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "crosscheck.py"));
            start.ArgumentList.Add(Folder);
            start.Environment["PYTHONIOENCODING"] = "utf-8";
            using var process = Process.Start(start)!;
            using var json = JsonDocument.Parse(process.StandardOutput.BaseStream);
            process.WaitForExit();
            return json.RootElement.Clone();
        }
    }
}
