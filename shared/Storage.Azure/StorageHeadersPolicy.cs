using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Gives each try its version and a fresh date, and a shared access signature if that is how we are known.</summary>
internal sealed class StorageHeadersPolicy(string version, string? sharedAccessSignature, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.SetValue("x-ms-version", version);
        message.Request.Headers.SetValue("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        if (sharedAccessSignature is not null && !message.TryGetProperty(typeof(StorageHeadersPolicy), out _))
        {
            var uri = message.Request.Uri;
            uri.Query = string.IsNullOrEmpty(uri.Query) ? "?" + sharedAccessSignature : $"{uri.Query}&{sharedAccessSignature}";
            message.SetProperty(typeof(StorageHeadersPolicy), true);
        }
    }
}
