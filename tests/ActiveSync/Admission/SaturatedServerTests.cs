using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Tests.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Admission;

/// <summary>The path of a request on a machine that does one at a time.</summary>
public sealed class SaturatedServerTests
{
    private static readonly (string, string) NoPolicy = ("zimbraFeatureMobilePolicyEnabled", "FALSE");
    private static readonly WorkLimits One = new() { AtOnce = 1, Waiting = 0 };

    [Fact]
    public async Task Given_a_request_under_way_when_another_comes_then_it_is_503_with_Retry_After_and_nothing_of_it_was_looked_at()
    {
        using var eas = await EasInstance.CreateAsync(One, NoPolicy);
        var done = new TaskCompletionSource();
        eas.Probe.Done = done.Task;
        var first = eas.AnswerAsync(EasInstance.Request("FolderSync"));
        await EasInstance.UntilAsync(() => eas.Probe.Seen is not null);
        var reads = eas.Entities.Reads;
        var other = EasInstance.Request("FolderSync", deviceId: "Phone2");

        using var refused = await eas.AnswerAsync(other);

        Assert.Equal(503, refused.HttpStatus);
        Assert.Equal("5", refused.Headers.Single(header => header.Key == "Retry-After").Value);
        Assert.Equal((0L, 0), (eas.Entities.Reads - reads, other.BodyReads));
        Assert.Equal(1, eas.Admission.Refused(WorkRefusal.QueueFull));
        done.SetResult();
        using var answered = await first;
        Assert.Equal(200, answered.HttpStatus);
        using var again = await eas.AnswerAsync(EasInstance.Request("FolderSync", deviceId: "Phone2"));
        Assert.Equal(200, again.HttpStatus);
        Assert.Equal(0, eas.Admission.Turns.Running);
    }

    [Fact]
    public async Task Given_a_request_under_way_when_another_waits_too_long_then_it_is_503_and_counted_apart()
    {
        using var eas = await EasInstance.CreateAsync(One with { Waiting = 1 }, NoPolicy);
        var done = new TaskCompletionSource();
        eas.Probe.Done = done.Task;
        var first = eas.AnswerAsync(EasInstance.Request("FolderSync"));
        await EasInstance.UntilAsync(() => eas.Probe.Seen is not null);

        var second = eas.AnswerAsync(EasInstance.Request("FolderSync"));
        eas.Time.Advance(One.Patience);

        using var refused = await second;
        Assert.Equal(503, refused.HttpStatus);
        Assert.Equal(1, eas.Admission.Refused(WorkRefusal.WaitedTooLong));
        done.SetResult();
        using var answered = await first;
        Assert.Equal(200, answered.HttpStatus);
    }

    [Fact]
    public async Task Given_a_body_that_comes_slowly_when_another_request_comes_then_that_one_is_answered()
    {
        using var eas = await EasInstance.CreateAsync(One, NoPolicy);
        var arrived = new TaskCompletionSource();
        var request = EasInstance.Request("FolderSync").Slowly(arrived.Task);
        var slow = eas.AnswerAsync(request);
        await EasInstance.UntilAsync(() => request.BodyReads == 1 && eas.Admission.Turns.Running == 0);

        using var other = await eas.AnswerAsync(EasInstance.Request("FolderSync", deviceId: "Phone2"));

        Assert.Equal(200, other.HttpStatus);
        Assert.False(slow.IsCompleted);
        arrived.SetResult();
        using var answered = await slow;
        Assert.Equal(200, answered.HttpStatus);
        Assert.Equal(0, eas.Admission.Turns.Running);
    }

    [Fact]
    public async Task Given_no_memory_for_a_body_when_it_is_sent_then_it_is_503_with_Retry_After_and_the_command_never_runs()
    {
        using var eas = await EasInstance.CreateAsync(One, NoPolicy);

        using var refused = await eas.AnswerAsync(EasInstance.Request("FolderSync").WithoutMemory());

        Assert.Equal(503, refused.HttpStatus);
        Assert.Contains(refused.Headers, header => header.Key == "Retry-After");
        Assert.Null(eas.Probe.Seen);
        Assert.Equal(1, eas.Admission.Refused(WorkRefusal.NoMemory));
        Assert.Equal(0, eas.Admission.Turns.Running);
    }

    [Fact]
    public async Task Given_a_command_that_fails_or_a_device_that_hangs_up_when_it_is_over_then_the_turn_is_free_again()
    {
        using var eas = await EasInstance.CreateAsync(One, NoPolicy);
        eas.Probe.Failure = new InvalidOperationException("A fault of ours.");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        (eas.Probe.Seen, eas.Probe.Failure, eas.Probe.Done) = (null, null, new TaskCompletionSource().Task);
        using var gone = new CancellationTokenSource();
        var abandoned = eas.Server.AnswerAsync(EasInstance.Request("FolderSync"), gone.Token);
        await EasInstance.UntilAsync(() => eas.Probe.Seen is not null);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Assert.Equal((0, 0), (eas.Admission.Turns.Running, eas.Admission.Turns.Waiting));
    }
}
