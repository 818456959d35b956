using System.Net;
using System.Text;
using System.Text.Json;

namespace Carbonio.Cloud.HostDouble;

/// <summary>Calls functions and judges what they answer.</summary>
internal sealed class Invoker(HttpClient http, Uri handler, TimeSpan functionTimeout, TimeProvider time, HostLog log)
{
    public async Task<Invocation> InvokeAsync(string function, string body, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler, function)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(HostHeaders.InvocationId, id);
        request.Headers.Add(HostHeaders.HostVersion, HostHeaders.Version);
        log.Write($"invoke {function} {id}");
        var invocation = await AnswerAsync(request, cancellationToken);
        log.Write($"invoked {function} {id}: {invocation.Result}, {invocation.Reason}");
        return invocation;
    }

    private async Task<Invocation> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(functionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            return Judge(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        }
        catch (HttpRequestException e)
        {
            return new(InvocationResult.Failed, e.Message, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(InvocationResult.Failed, $"no answer within {functionTimeout}", null);
        }
    }

    private static Invocation Judge(HttpStatusCode status, string? mediaType, string body)
    {
        if ((int)status is < 200 or > 299)
        {
            return new(InvocationResult.Failed, $"answered {(int)status}", body);
        }

        if (status == HttpStatusCode.NoContent || body.Length == 0)
        {
            return new(InvocationResult.NeverCompletes, $"answered {(int)status} with nothing", body);
        }

        // Other types of JSON, such as problem+json, have no formatter either.
        if (mediaType is not ("application/json" or "text/json"))
        {
            return new(InvocationResult.Failed, $"answered {mediaType ?? "no type"}", body);
        }

        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                ? new(InvocationResult.Succeeded, $"answered {(int)status}", body)
                : new(InvocationResult.Failed, $"answered JSON that is {answer.RootElement.ValueKind}", body);
        }
        catch (JsonException e)
        {
            return new(InvocationResult.Failed, $"answered what is no JSON: {e.Message}", body);
        }
    }
}
