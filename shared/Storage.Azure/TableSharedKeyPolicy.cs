using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Shared Key Lite for the Table service: the date, and the path as it is sent.</summary>
internal sealed class TableSharedKeyPolicy(string account, byte[] key) : SharedKeyPolicy(account, key)
{
    protected override string Scheme => "SharedKeyLite";

    protected override string TextToSign(Request request)
    {
        request.Headers.TryGetValue("x-ms-date", out var date);
        return $"{date}\n/{Account}{request.Uri.ToUri().AbsolutePath}";
    }
}
