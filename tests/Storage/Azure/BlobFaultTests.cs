using System.Net;

namespace Carbonio.Cloud.Storage.Tests.Azure;

public sealed class BlobFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_listing_of_empty_pages_when_it_is_read_then_every_marker_is_followed()
    {
        var asked = new List<string>();
        using var handler = new FaultyHandler(attempt =>
        {
            asked.Add(attempt.Request.RequestUri!.Query);
            return attempt.Number switch
            {
                1 => List("", "2!8!a b"),
                2 => List(Blob("t/a"), "next"),
                3 => List("", "last"),
                _ => List(Blob("t/b"), ""),
            };
        });
        var names = new List<string>();
        await foreach (var blob in Answers.Storage(handler).Blobs.ListAsync("t/", Cancel))
        {
            names.Add(blob.Name);
        }

        Assert.Equal(["t/a", "t/b"], names);
        Assert.EndsWith("&marker=2%218%21a%20b", asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_server_that_fails_for_a_while_when_a_blob_is_written_then_it_is_in_the_end()
    {
        using var handler = new FaultyHandler(attempt => attempt.Number < 4 ? Answers.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy") : Answers.Json(HttpStatusCode.Created, ""));

        await Answers.Storage(handler).Blobs.WriteAsync("t/a", new byte[1], Cancel);

        Assert.Equal(4, handler.Tries);
    }

    [Fact]
    public async Task Given_a_server_that_stays_down_when_it_is_called_then_it_is_unavailable()
    {
        using var handler = new FaultyHandler(_ => throw new HttpRequestException("refused"));
        var blobs = Answers.Storage(handler).Blobs;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => blobs.WriteAsync("t/a", new byte[1], Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => blobs.ReadAsync("t/a", 0, new byte[1], Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => blobs.DeleteAsync("t/a", Cancel));
    }

    [Fact]
    public async Task Given_no_container_when_the_store_is_called_then_that_is_not_taken_for_a_missing_blob()
    {
        using var handler = new FaultyHandler(_ => List("<Code>ContainerNotFound</Code>", "", HttpStatusCode.NotFound));
        var blobs = Answers.Storage(handler).Blobs;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => blobs.ReadAsync("t/a", 0, new byte[1], Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => blobs.DeleteAsync("t/a", Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => blobs.WriteAsync("t/a", new byte[1], Cancel));
    }

    private static string Blob(string name) =>
        $"<Blob><Name>{name}</Name><Properties><Last-Modified>Sun, 01 Mar 2026 12:00:00 GMT</Last-Modified><Content-Length>3</Content-Length></Properties></Blob>";

    private static Task<HttpResponseMessage> List(string blobs, string marker, HttpStatusCode status = HttpStatusCode.OK) =>
        Answers.Json(status, $"""<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs>{blobs}</Blobs><NextMarker>{marker}</NextMarker></EnumerationResults>""");
}
