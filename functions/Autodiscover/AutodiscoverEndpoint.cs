using Carbonio.Cloud.ActiveSync;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Eas;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary><c>/autodiscover/...</c>: <c>autodiscover.xml</c>, <c>autodiscover.json</c> and <c>test</c>, in any case.</summary>
internal sealed class AutodiscoverEndpoint(DirectoryReader directory, AutodiscoverServer server, PublicAddress address, TestEndpoint test, ProxyRules proxy, BodyMemory memory)
{
    public const string Prefix = "/autodiscover/";
    private const string Xml = "autodiscover.xml";
    private const string Json = "autodiscover.json";
    private const string JsonWithAddress = "autodiscover.json/v1.0";

    /// <param name="context">The request.</param>
    /// <param name="rest">What follows <see cref="Prefix"/>, without a slash at the end.</param>
    public Task InvokeAsync(HttpContext context, string rest)
    {
        if (rest.Equals(Xml, StringComparison.OrdinalIgnoreCase))
        {
            return AnswerXmlAsync(context);
        }

        if (rest.Equals(Json, StringComparison.OrdinalIgnoreCase) || rest.Equals(JsonWithAddress, StringComparison.OrdinalIgnoreCase))
        {
            return AnswerJsonAsync(context, "");
        }

        if (rest.StartsWith(JsonWithAddress + "/", StringComparison.OrdinalIgnoreCase))
        {
            return AnswerJsonAsync(context, rest[(JsonWithAddress.Length + 1)..]);
        }

        if (rest.Equals(TestEndpoint.Name, StringComparison.OrdinalIgnoreCase))
        {
            return test.InvokeAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task AnswerXmlAsync(HttpContext context)
    {
        if (await RestsAsync(context))
        {
            return;
        }

        using var answer = await server.AnswerXmlAsync(new KestrelEasHttp(context, proxy, memory), address.Of(context), context.RequestAborted);
        await AnswerWriter.WriteAsync(context, answer, context.RequestAborted);
    }

    /// <summary>Answers for a service that an admin has stopped.</summary>
    private async Task<bool> RestsAsync(HttpContext context)
    {
        if ((await directory.ServiceAsync(context.RequestAborted)).IsRunning(CarbonioService.Autodiscover))
        {
            return false;
        }

        using var answer = EasAnswer.Busy(EasServer.StoppedRetry);
        await AnswerWriter.WriteAsync(context, answer, context.RequestAborted);
        return true;
    }

    private async Task AnswerJsonAsync(HttpContext context, string emailAddress)
    {
        if (await RestsAsync(context))
        {
            return;
        }

        using var answer = server.AnswerJson(new KestrelEasHttp(context, proxy, memory), emailAddress, address.Of(context));
        await AnswerWriter.WriteAsync(context, answer, context.RequestAborted);
    }
}
