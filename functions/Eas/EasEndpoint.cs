using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Http;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary><c>/Microsoft-Server-ActiveSync</c>.</summary>
internal sealed class EasEndpoint(EasServer server, ProxyRules proxy, BodyMemory memory)
{
    public const string Path = "/Microsoft-Server-ActiveSync";

    public async Task InvokeAsync(HttpContext context)
    {
        using var answer = await server.AnswerAsync(new KestrelEasHttp(context, proxy, memory), context.RequestAborted);
        await AnswerWriter.WriteAsync(context, answer, context.RequestAborted);
    }
}
