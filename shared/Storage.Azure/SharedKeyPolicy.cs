using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Signs each try of a request with the account's key. Its date is part of what is signed, and a day old at the most.</summary>
internal abstract class SharedKeyPolicy(string account, byte[] key) : HttpPipelineSynchronousPolicy
{
    protected string Account { get; } = account;

    public override void OnSendingRequest(HttpMessage message)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(TextToSign(message.Request))));
        message.Request.Headers.SetValue("Authorization", $"{Scheme} {Account}:{signature}");
    }

    protected abstract string Scheme { get; }

    protected abstract string TextToSign(Request request);
}
