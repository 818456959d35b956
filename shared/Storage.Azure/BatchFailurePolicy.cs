using Azure.Core;
using Azure.Core.Pipeline;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Makes a batch that failed inside its 202 for the server's own reasons look like a broken connection: something to try again.</summary>
internal sealed class BatchFailurePolicy : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Response.Status == 202 && BatchAnswer.StatusOf(message) is (408 or 429 or >= 500) and var status)
        {
            throw new IOException($"The service answered a batch 202, with {status} inside.");
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The storage clients are asynchronous.");
}
