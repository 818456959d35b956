using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Sends requests to one service, with retries; failures to get any answer become <see cref="StoreUnavailableException"/>.</summary>
internal sealed class StoragePipeline(Uri endpoint, HttpPipeline pipeline)
{
    /// <summary>The service's URL as text, without a slash at its end.</summary>
    public string Endpoint { get; } = endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>Builds the pipeline of a service. The order matters: the date is set, then signed, on every try.</summary>
    public static StoragePipeline Build(Uri endpoint, string version, AzureStorageOptions options, string? signature, TimeProvider time, HttpPipelinePolicy? authentication)
    {
        List<HttpPipelinePolicy> everyTry = [new BatchFailurePolicy(), new LostAnswerPolicy(), new StorageHeadersPolicy(version, signature, time)];
        if (authentication is not null)
        {
            everyTry.Add(authentication);
        }

        return new(endpoint, HttpPipelineBuilder.Build(options, [], [.. everyTry], new ResponseClassifier()));
    }

    public HttpMessage Message(RequestMethod method, string pathAndQuery)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(Endpoint + pathAndQuery));
        return message;
    }

    /// <returns>The answer, whatever its status.</returns>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            return message.Response;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            throw new StoreUnavailableException($"{message.Request.Uri.Host} did not answer within its retries.", e);
        }
    }
}
