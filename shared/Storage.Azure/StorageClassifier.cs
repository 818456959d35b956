using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Looks inside a 202 as well: a batch that failed for the server's own reasons says so only there.</summary>
internal sealed class StorageClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) =>
        base.IsRetriableResponse(message)
        || (message.Response.Status == 202 && BatchAnswer.Parse(message.Response).Status is 408 or 429 or >= 500);
}
