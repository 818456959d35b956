using System.Buffers;
using BenchmarkDotNet.Attributes;

namespace Carbonio.Cloud.Wbxml.Benchmarks;

/// <summary>One Sync answer of 100 mails, decoded and encoded by us and by libwbxml2 in the same process.</summary>
[MemoryDiagnoser]
public class SyncAnswerBenchmark
{
    private const int BufferBytes = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _output = new(BufferBytes);
    private readonly WbxmlWriter _writer;
    private readonly byte[] _document;
    private nint _tree;

    /// <summary>Makes the document.</summary>
    public SyncAnswerBenchmark()
    {
        _writer = new WbxmlWriter(_output);
        SyncAnswer.Write(_writer);
        _document = _output.WrittenSpan.ToArray();
    }

    /// <summary>The document's length.</summary>
    public int DocumentBytes => _document.Length;

    /// <summary>Gives libwbxml2 the tree that it encodes, and checks that it then writes the bytes that we write.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _tree = LibWbxml.Decode(_document);
        if (!LibWbxml.EncodeToArray(_tree).AsSpan().SequenceEqual(_document))
        {
            throw new InvalidOperationException("libwbxml2 writes another document: the comparison would not be one.");
        }
    }

    /// <summary>Frees the tree.</summary>
    [GlobalCleanup]
    public void Cleanup() => LibWbxml.Free(_tree);

    /// <summary>Our reader, every node and every byte of content looked at, no strings kept.</summary>
    [Benchmark]
    public int Decode()
    {
        var reader = new WbxmlReader(_document);
        var sum = 0;
        while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
            sum += (int)reader.Tag + reader.Value.Length;
        }

        return reader.Error is null ? sum : throw new InvalidOperationException(reader.Error.ToString());
    }

    /// <summary>The same with a string kept of every text.</summary>
    [Benchmark]
    public int DecodeToStrings()
    {
        var reader = new WbxmlReader(_document);
        var sum = 0;
        while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
            sum += reader.Kind == WbxmlNodeKind.Text ? reader.GetString().Length : (int)reader.Tag;
        }

        return reader.Error is null ? sum : throw new InvalidOperationException(reader.Error.ToString());
    }

    /// <summary>libwbxml2, document to tree.</summary>
    [Benchmark]
    public void LibwbxmlDecode() => LibWbxml.Free(LibWbxml.Decode(_document));

    /// <summary>Our writer, from strings and numbers.</summary>
    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        _writer.Reset(_output);
        SyncAnswer.Write(_writer);
        return _output.WrittenCount;
    }

    /// <summary>libwbxml2, tree to document.</summary>
    [Benchmark]
    public int LibwbxmlEncode() => LibWbxml.Encode(_tree);
}
