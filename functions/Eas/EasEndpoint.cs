using Carbonio.Cloud.ActiveSync.Http;
using Microsoft.AspNetCore.Connections;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary><c>/Microsoft-Server-ActiveSync</c>.</summary>
internal sealed class EasEndpoint(EasServer server, ProxyRules proxy)
{
    public const string Path = "/Microsoft-Server-ActiveSync";

    public async Task InvokeAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        try
        {
            using var answer = await server.AnswerAsync(new KestrelEasHttp(context, proxy), gone);
            await AnswerWriter.WriteAsync(context, answer, gone);
        }
        catch (Exception e) when (gone.IsCancellationRequested && e is OperationCanceledException or ConnectionResetException)
        {
            // The device hung up. Nobody is left to be answered.
        }
    }
}
