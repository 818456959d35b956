using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.ActiveSync.Tests;

/// <summary>Leads a phone to one instance, and after a switch to another.</summary>
internal sealed class SwitchedInstance(SyncBench first) : HttpMessageHandler
{
    public SyncBench Current { get; set; } = first;

    public PhoneModel NewPhone(string deviceId, EasVersion? version = null) => SyncBench.NewPhone(deviceId, this, version);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Current.AnswerAsync(request, cancellationToken);
}
