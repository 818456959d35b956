using System.Text;
using Carbonio.Cloud.ActiveSync.Tests.Sync;

namespace Carbonio.Cloud.ActiveSync.Tests.Golden;

/// <summary>Writes down what goes to and fro between phones and a bench.</summary>
internal sealed class RecordedLine(SyncBench bench) : HttpMessageHandler
{
    private readonly StringBuilder text = new();

    public List<byte[]> Bodies { get; } = [];

    /// <summary>All of it as annotated hex.</summary>
    public string Text => text.ToString();

    /// <summary>Says what happens between two requests.</summary>
    public void Note(string happening) => text.Append("\n# ---- ").Append(happening).Append('\n');

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var response = await bench.AnswerAsync(request, cancellationToken);
        var answered = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        Bodies.Add(asked);
        Bodies.Add(answered);
        text.Append("\n# request\n").Append(AnnotatedHex.Write(asked)).Append("\n# answer\n").Append(AnnotatedHex.Write(answered));
        return response;
    }
}
