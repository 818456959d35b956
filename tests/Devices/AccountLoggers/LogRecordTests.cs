using System.Text;
using Carbonio.Cloud.Devices.AccountLoggers;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.AccountLoggers;

public sealed class LogRecordTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData("one line")]
    [InlineData("several\nlines\n  of which one is indented")]
    [InlineData("a line like a head\n2026-03-01T12:00:00.0000000Z INFO no head")]
    [InlineData("Ünïcode 山田")]
    public void Given_records_when_they_are_written_and_read_then_they_are_the_same(string text)
    {
        LogRecord[] records = [new(At, AccountLoggerLevel.Info, text), new(At.AddTicks(1), AccountLoggerLevel.Crit, "x")];
        var chunk = new StringBuilder();
        foreach (var record in records)
        {
            record.WriteTo(chunk);
        }

        Assert.Equal(records, LogRecord.Read(chunk.ToString()));
    }

    [Fact]
    public void Given_a_record_when_a_person_reads_it_then_its_first_line_says_when_and_how_grave()
    {
        Assert.Equal("2026-03-01T12:00:00.1230000Z WARN one\n  two", new LogRecord(At, AccountLoggerLevel.Warn, "one\ntwo").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage\n")]
    [InlineData("2026-03-01T12:00:00.1230000Z NOTALEVEL x\n")]
    [InlineData("2026-03-01T12:00:00.1230000Z \n")]
    public void Given_a_damaged_chunk_when_it_is_read_then_it_has_no_records(string chunk) => Assert.Empty(LogRecord.Read(chunk));
}
