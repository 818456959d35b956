using System.Buffers;
using Carbonio.Cloud.Wbxml.Benchmarks;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>Counts, not timings: a byte allocated per element is the same on any machine.</summary>
public sealed class AllocationTests
{
    private readonly ArrayBufferWriter<byte> _output = new(1024 * 1024);

    [Fact]
    public void Given_a_Sync_answer_of_100_mails_when_it_is_written_then_nothing_is_allocated()
    {
        var writer = new WbxmlWriter(_output);
        Write(writer);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Write(writer);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(_output.WrittenCount, 50_000, 500_000);
    }

    [Fact]
    public void Given_a_Sync_answer_of_100_mails_when_it_is_read_without_strings_then_nothing_is_allocated()
    {
        Write(new WbxmlWriter(_output));
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var mails = Read();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(SyncAnswer.Mails, mails);
    }

    private void Write(WbxmlWriter writer)
    {
        _output.ResetWrittenCount();
        writer.Reset(_output);
        SyncAnswer.Write(writer);
    }

    private int Read()
    {
        var mails = 0;
        var reader = new WbxmlReader(_output.WrittenSpan);
        reader.Read();
        while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
            if (reader.Kind == WbxmlNodeKind.StartElement && reader.Tag == EmailPage.Subject && !reader.ReadContent().IsEmpty)
            {
                mails++;
            }
        }

        return reader.Error is null ? mails : -1;
    }
}
