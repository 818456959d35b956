using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Admission;

public sealed class WorkAdmissionTests
{
    private readonly FakeTimeProvider time = new();
    private readonly List<string> lines = [];

    [Theory]
    [InlineData(0, 5)]
    [InlineData(25, 30)]
    [InlineData(26, 5)]
    [InlineData(uint.MaxValue, 26)] // 2^32 - 1 is 21 beyond a multiple of 26
    public void Given_a_random_number_when_a_request_is_refused_then_it_is_told_5_to_30_seconds(uint random, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Admission(random).Refuse(WorkRefusal.QueueFull));

    [Fact]
    public void Given_refusals_when_they_are_counted_then_each_reason_has_its_own_count()
    {
        var admission = Admission(0);

        admission.Refuse(WorkRefusal.QueueFull);
        admission.Refuse(WorkRefusal.NoMemory);
        admission.Refuse(WorkRefusal.NoMemory);

        Assert.Equal((1, 0, 2), (admission.Refused(WorkRefusal.QueueFull), admission.Refused(WorkRefusal.WaitedTooLong), admission.Refused(WorkRefusal.NoMemory)));
    }

    [Fact]
    public void Given_many_refusals_when_they_are_logged_then_it_is_a_line_a_minute_with_their_number()
    {
        var admission = Admission(0);
        for (var i = 0; i < 100; i++)
        {
            admission.Refuse(WorkRefusal.QueueFull);
        }

        time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        admission.Refuse(WorkRefusal.QueueFull);
        Assert.StartsWith("Saturated: 1 requests", Assert.Single(lines), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromTicks(1));
        admission.Refuse(WorkRefusal.QueueFull);

        Assert.Equal(2, lines.Count);
        Assert.StartsWith("Saturated: 101 requests", lines[1], StringComparison.Ordinal);
    }

    private WorkAdmission Admission(uint random) => new(new(), () => random, time, new KeptLines(lines));

    private sealed class KeptLines(List<string> lines) : ILogger<WorkAdmission>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
