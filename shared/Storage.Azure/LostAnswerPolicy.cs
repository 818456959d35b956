using Azure.Core;
using Azure.Core.Pipeline;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>
/// Remembers whether a try of a request may have been carried out though nobody told us: the connection broke, time was up,
/// or the server failed on its way. What a later try is answered then says nothing about the first.
/// </summary>
internal sealed class LostAnswerPolicy : HttpPipelinePolicy
{
    /// <summary>True when an earlier try than the one answered may have won.</summary>
    public static bool MayHaveWonBefore(HttpMessage message) => message.TryGetProperty(typeof(LostAnswerPolicy), out _);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch
        {
            Mark(message);
            throw;
        }

        if (LeavesOpen(message))
        {
            Mark(message);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The storage clients are asynchronous.");

    private static bool LeavesOpen(HttpMessage message) => BatchAnswer.StatusOf(message) switch
    {
        408 or (>= 500 and not 503) => true,
        503 => StorageErrors.Code(message.Response) != "ServerBusy", // throttled: known not to have run
        _ => false,
    };

    private static void Mark(HttpMessage message) => message.SetProperty(typeof(LostAnswerPolicy), true);
}
