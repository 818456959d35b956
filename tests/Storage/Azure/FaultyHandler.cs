namespace Carbonio.Cloud.Storage.Tests.Azure;

/// <summary>Stands where the network is: decides for each try whether to pass it on, and what to answer.</summary>
internal sealed class FaultyHandler(Func<FaultyHandler.Try, Task<HttpResponseMessage>> answer) : DelegatingHandler(new SocketsHttpHandler())
{
    private int count;

    /// <summary>Tries so far.</summary>
    public int Tries => Volatile.Read(ref count);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(new(Interlocked.Increment(ref count), request, () => base.SendAsync(request, cancellationToken), cancellationToken));

    /// <summary>One try of a request.</summary>
    /// <param name="Number">From 1, over all requests.</param>
    /// <param name="Request">What is sent.</param>
    /// <param name="Send">Passes it on.</param>
    /// <param name="CancellationToken">Ends when the client gives up the try.</param>
    public sealed record Try(int Number, HttpRequestMessage Request, Func<Task<HttpResponseMessage>> Send, CancellationToken CancellationToken);
}
