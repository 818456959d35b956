using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.Cli.Debug;

/// <summary><c>carbonio debug wbxml</c>: shows WBXML as XML, and makes WBXML of such XML. Needs no server.</summary>
internal static class WbxmlCommand
{
    private const int MaximumBytes = WbxmlLimits.DefaultDocumentBytes;

    public static CommandSpec Spec { get; } = new(
        "debug wbxml",
        "Shows a WBXML document as XML; makes WBXML when the document is XML.",
        [new("file", "Path", "- reads the input"), new("output", "Path", "where to write", "the output")],
        "carbonio debug wbxml request.bin",
        RunAsync);

    private static async Task<CommandResult> RunAsync(CommandContext context)
    {
        var name = context["file"];
        if (name != "-" && !File.Exists(name))
        {
            return CommandResult.Refused("no_such_file", $"There is no file '{name}'.");
        }

        await using var input = name == "-" ? context.Environment.InputBytes() : File.OpenRead(name);
        var document = new ArrayBufferWriter<byte>(64 * 1024);
        while (await input.ReadAsync(document.GetMemory(16 * 1024), context.Cancellation) is var read and > 0)
        {
            document.Advance(read);
            if (document.WrittenCount > MaximumBytes)
            {
                return CommandResult.Refused("too_large", $"The document is larger than {MaximumBytes} bytes.");
            }
        }

        if (document.WrittenCount == 0)
        {
            return CommandResult.Refused("empty", "The document is empty.");
        }

        return await (IsXml(document.WrittenSpan) ? MakeAsync(context, document.WrittenMemory) : ShowAsync(context, document.WrittenMemory));
    }

    // No WBXML begins like this: its first byte is the version, 0x01 to 0x03.
    private static bool IsXml(ReadOnlySpan<byte> document)
    {
        var text = document.StartsWith("\uFEFF"u8) ? document[3..] : document;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }

    private static async Task<CommandResult> ShowAsync(CommandContext context, ReadOnlyMemory<byte> document)
    {
        var xml = new StringWriter { NewLine = "\n" };
        var error = WbxmlXml.ToXml(document.Span, xml);
        var text = xml.ToString();
        if (error is { } malformed)
        {
            // What came before the fault helps to find it.
            return CommandResult.Refused(new CommandError("malformed", $"The document is malformed at {malformed}", text.Length > 0 ? [text.TrimEnd('\n')] : null));
        }

        if (context.Find("output") is { } path)
        {
            await File.WriteAllTextAsync(path, text, context.Cancellation);
            return CommandResult.Done(new JsonObject { ["output"] = path }, $"XML written to {path}");
        }

        return CommandResult.Done(new JsonObject { ["xml"] = text }, output => output.Write(text.EndsWith('\n') ? text : text + "\n"));
    }

    private static async Task<CommandResult> MakeAsync(CommandContext context, ReadOnlyMemory<byte> xml)
    {
        var wbxml = new ArrayBufferWriter<byte>(xml.Length);
        using var text = new StreamReader(new MemoryStream(xml.ToArray()), Encoding.UTF8);
        if (WbxmlXml.FromXml(text, wbxml) is { } error)
        {
            return CommandResult.Refused("malformed", $"This XML cannot become WBXML: {error}");
        }

        if (context.Find("output") is { } path)
        {
            await File.WriteAllBytesAsync(path, wbxml.WrittenMemory, context.Cancellation);
            return CommandResult.Done(new JsonObject { ["output"] = path, ["bytes"] = wbxml.WrittenCount }, $"{wbxml.WrittenCount} bytes of WBXML written to {path}");
        }

        var bytes = wbxml.WrittenMemory;
        return CommandResult.Done(new JsonObject { ["wbxml"] = Convert.ToBase64String(bytes.Span) }, _ =>
        {
            using var output = context.Environment.OutputBytes();
            output.Write(bytes.Span);
        });
    }
}
