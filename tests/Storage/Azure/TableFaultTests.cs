using System.Diagnostics;
using System.Globalization;
using System.Net;
using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Azure;

/// <summary>What the service does on bad days, which Azurite never has.</summary>
public sealed class TableFaultTests
{
    private static readonly EntityKey Key = new(Tables.Mail, "p", "r");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static EntityBatch One => new EntityBatch(Tables.Mail, "p").Upsert("r", new() { { "n", 1 } });

    private static EntityBatch Two => new EntityBatch(Tables.Mail, "p").Upsert("r", new() { { "n", 1 } }).Insert("s", []);

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(500, "OperationTimedOut")]
    [InlineData(503, "ServerBusy")]
    [InlineData(502, "")]
    [InlineData(504, "")]
    [InlineData(408, "")]
    [InlineData(429, "")]
    public async Task Given_a_server_that_fails_for_a_while_when_a_row_is_read_then_it_is_found_in_the_end(int status, string code)
    {
        using var handler = new FaultyHandler(attempt => attempt.Number < 4 ? Answers.Error((HttpStatusCode)status, code) : Answers.Row("p", "r"));

        Assert.Equal(1, (await Answers.Storage(handler).Entities.FindAsync(Key, Cancel))!.Properties["n"].AsInt32());
        Assert.Equal(4, handler.Tries);
    }

    [Fact]
    public async Task Given_a_server_that_stays_busy_when_it_is_called_then_it_is_unavailable_after_five_tries_and_usable_later()
    {
        var busy = true;
        using var handler = new FaultyHandler(_ => busy ? Answers.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy") : Answers.Json(HttpStatusCode.NoContent, ""));
        var store = Answers.Storage(handler).Entities;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindAsync(Key, Cancel));
        Assert.Equal(5, handler.Tries);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryWriteAsync(One, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryWriteAsync(Two, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.QueryAsync(new(Tables.Mail, "p", "", "~"), Cancel));

        busy = false;
        Assert.True(await store.TryWriteAsync(One, Cancel));
    }

    [Fact]
    public async Task Given_a_Retry_After_when_the_server_is_called_again_then_not_before_it_has_passed()
    {
        using var handler = new FaultyHandler(async attempt =>
        {
            var answer = attempt.Number == 1 ? await Answers.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy") : await Answers.Row("p", "r");
            answer.Headers.TryAddWithoutValidation("Retry-After", "1");
            return answer;
        });
        var start = Stopwatch.GetTimestamp();

        Assert.NotNull(await Answers.Storage(handler).Entities.FindAsync(Key, Cancel));

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.95, 60);
    }

    [Fact]
    public async Task Given_tries_that_are_never_answered_when_a_row_is_read_then_the_next_try_finds_it()
    {
        using var handler = new FaultyHandler(attempt => attempt.Number < 3 ? Never(attempt) : Answers.Row("p", "r"));
        var options = Answers.Options(handler);
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(300);
        var store = AzureStorage.FromConnectionString(Answers.ConnectionString, options).Entities;

        Assert.NotNull(await store.FindAsync(Key, Cancel));
    }

    [Fact]
    public async Task Given_a_server_that_never_answers_when_it_is_called_then_it_is_unavailable()
    {
        using var handler = new FaultyHandler(Never);
        var options = Answers.Options(handler);
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(20);
        var store = AzureStorage.FromConnectionString(Answers.ConnectionString, options).Entities;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryWriteAsync(One, Cancel));
        Assert.Equal(5, handler.Tries);
    }

    [Fact]
    public async Task Given_a_server_that_never_answers_when_the_caller_gives_up_then_its_call_is_cancelled()
    {
        using var caller = new CancellationTokenSource();
        using var handler = new FaultyHandler(async attempt =>
        {
            await caller.CancelAsync();
            return await Never(attempt);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Answers.Storage(handler).Entities.FindAsync(Key, caller.Token));
        Assert.Equal(1, handler.Tries);
    }

    [Fact]
    public async Task Given_connections_that_break_when_a_row_is_read_then_the_next_try_finds_it()
    {
        using var handler = new FaultyHandler(attempt => attempt.Number < 3 ? throw new HttpRequestException("reset") : Answers.Row("p", "r"));

        Assert.NotNull(await Answers.Storage(handler).Entities.FindAsync(Key, Cancel));
    }

    [Fact]
    public async Task Given_a_storm_of_conflicts_when_batches_are_written_then_each_is_false_after_one_try()
    {
        using var handler = new FaultyHandler(attempt => attempt.Request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal)
            ? Answers.Batch((412, "UpdateConditionNotSatisfied")) : Answers.Error(HttpStatusCode.PreconditionFailed, "UpdateConditionNotSatisfied"));
        var store = Answers.Storage(handler).Entities;

        var written = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.TryWriteAsync(i % 2 == 0 ? One : Two, Cancel)));

        Assert.DoesNotContain(true, written);
        Assert.Equal(100, handler.Tries);
    }

    [Fact]
    public async Task Given_a_throttled_try_when_the_next_is_a_conflict_then_false_without_looking_back()
    {
        using var handler = new FaultyHandler(attempt => attempt.Number == 1
            ? Answers.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy") : Answers.Error(HttpStatusCode.PreconditionFailed, "UpdateConditionNotSatisfied"));

        Assert.False(await Answers.Storage(handler).Entities.TryWriteAsync(One, Cancel));
        Assert.Equal(2, handler.Tries);
    }

    [Theory]
    [InlineData(409, "EntityAlreadyExists")]
    [InlineData(412, "UpdateConditionNotSatisfied")]
    [InlineData(404, "ResourceNotFound")]
    public async Task Given_a_batch_that_failed_inside_a_202_when_it_is_written_then_false(int status, string code)
    {
        using var handler = new FaultyHandler(_ => Answers.Batch((status, code)));

        Assert.False(await Answers.Storage(handler).Entities.TryWriteAsync(Two, Cancel));
        Assert.Equal(1, handler.Tries);
    }

    [Fact]
    public async Task Given_a_server_error_inside_a_202_when_a_batch_is_written_then_it_is_tried_again()
    {
        using var handler = new FaultyHandler(attempt => attempt.Number < 3 ? Answers.Batch((500, "InternalError")) : Answers.Batch((204, ""), (204, "")));

        Assert.True(await Answers.Storage(handler).Entities.TryWriteAsync(Two, Cancel));
        Assert.Equal(3, handler.Tries);
    }

    [Fact]
    public async Task Given_an_answer_with_too_few_parts_or_none_when_a_batch_is_written_then_the_outcome_is_not_guessed()
    {
        using var few = new FaultyHandler(_ => Answers.Batch((204, "")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Answers.Storage(few).Entities.TryWriteAsync(Two, Cancel));

        using var none = new FaultyHandler(_ => Answers.Batch());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Answers.Storage(none).Entities.TryWriteAsync(Two, Cancel));
    }

    [Fact]
    public async Task Given_empty_pages_that_continue_when_all_are_read_then_what_follows_them_comes()
    {
        const string Last = """{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r","n":1}""";
        var asked = new List<string>();
        using var handler = new FaultyHandler(attempt =>
        {
            asked.Add(attempt.Request.RequestUri!.Query);
            return attempt.Number switch
            {
                1 => Answers.Page("", ("x-ms-continuation-NextPartitionKey", "1!4!cA--"), ("x-ms-continuation-NextRowKey", "1!8!a b&c=+")),
                2 => Answers.Page("", ("x-ms-continuation-NextPartitionKey", "only")),
                3 => Answers.Page(Last, ("x-ms-continuation-NextRowKey", "row")),
                _ => Answers.Page(""),
            };
        });
        var store = Answers.Storage(handler).Entities;
        var rows = new List<Entity>();
        EntityPage? page = null;
        while (page is null || page.Continuation is not null)
        {
            page = await store.QueryAsync(new(Tables.Mail, "p", "", "~", Continuation: page?.Continuation), Cancel);
            rows.AddRange(page.Rows);
        }

        Assert.Equal("r", Assert.Single(rows).Key.Row);
        Assert.EndsWith("&NextPartitionKey=1%214%21cA--&NextRowKey=1%218%21a%20b%26c%3D%2B", asked[1], StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=only", asked[2], StringComparison.Ordinal);
        Assert.EndsWith("&NextRowKey=row", asked[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_empty_pages_that_continue_when_many_rows_are_read_then_each_is_found()
    {
        using var handler = new FaultyHandler(attempt =>
        {
            var url = Uri.UnescapeDataString(attempt.Request.RequestUri!.ToString());
            return url.Contains("$filter", StringComparison.Ordinal)
                ? attempt.Number < 4
                    ? Answers.Page("", ("x-ms-continuation-NextPartitionKey", "p"))
                    : Answers.Page("""{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r000","n":1},{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"x","n":1},{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"x1"},{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"x2"},{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"x3"}""", ("x-ms-continuation-NextPartitionKey", "p"))
                : url.Contains("RowKey='y", StringComparison.Ordinal) ? Answers.Row("p", "y") : Answers.Error(HttpStatusCode.NotFound, "ResourceNotFound");
        });
        string[] rows = [.. Enumerable.Range(0, 40).Select(i => $"r{i:D3}"), "y"];

        var found = await Answers.Storage(handler).Entities.FindManyAsync(Tables.Mail, "p", rows, Cancel);

        Assert.NotNull(found[0]);
        Assert.NotNull(found[40]);
        Assert.All(found.Skip(1).Take(39), Assert.Null);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailure")]
    [InlineData(401, "InvalidAuthenticationInfo")]
    [InlineData(404, "TableNotFound")]
    public async Task Given_an_account_that_is_not_set_up_when_it_is_called_then_it_is_unavailable_and_says_why(int status, string code)
    {
        using var handler = new FaultyHandler(_ => Answers.Error((HttpStatusCode)status, code));
        var store = Answers.Storage(handler).Entities;

        Assert.Contains(code, (await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindAsync(Key, Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains(code, (await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryWriteAsync(One, Cancel))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.QueryAsync(new(Tables.Mail, "p", "", "~"), Cancel));
    }

    [Fact]
    public async Task Given_a_request_that_the_service_calls_wrong_when_it_is_sent_then_it_is_a_bug_and_not_tried_again()
    {
        using var handler = new FaultyHandler(_ => Answers.Error(HttpStatusCode.BadRequest, "PropertyNameInvalid"));

        Assert.Contains("PropertyNameInvalid", (await Assert.ThrowsAsync<InvalidOperationException>(() => Answers.Storage(handler).Entities.TryWriteAsync(One, Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal(1, handler.Tries);
    }

    [Fact]
    public async Task Given_a_retry_when_it_is_sent_then_it_has_a_date_and_signature_of_its_own()
    {
        var clock = new FakeTimeProvider();
        var sent = new List<(string Date, string Signature)>();
        using var handler = new FaultyHandler(attempt =>
        {
            sent.Add((attempt.Request.Headers.GetValues("x-ms-date").Single(), attempt.Request.Headers.GetValues("Authorization").Single()));
            clock.Advance(TimeSpan.FromMinutes(16));
            return attempt.Number == 1 ? Answers.Error(HttpStatusCode.InternalServerError, "") : Answers.Row("p", "r");
        });

        await AzureStorage.FromConnectionString(Answers.ConnectionString, Answers.Options(handler), clock).Entities.FindAsync(Key, Cancel);

        Assert.Equal(["Sun, 01 Mar 2026 12:00:00 GMT", "Sun, 01 Mar 2026 12:16:00 GMT"], sent.Select(request => request.Date));
        Assert.NotEqual(sent[0].Signature, sent[1].Signature);
        Assert.StartsWith("SharedKeyLite acct:", sent[0].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_shared_access_signature_when_a_request_is_retried_then_it_stands_in_the_URL_once_and_no_key_is_used()
    {
        var sent = new List<HttpRequestMessage>();
        using var handler = new FaultyHandler(attempt =>
        {
            sent.Add(attempt.Request);
            return attempt.Number == 1 ? Answers.Error(HttpStatusCode.InternalServerError, "") : Answers.Page("");
        });
        var store = AzureStorage.FromConnectionString("AccountName=acct;SharedAccessSignature=?sv=2022&sig=a%2Bb", Answers.Options(handler)).Entities;

        await store.QueryAsync(new(Tables.Mail, "p", "a", "b"), Cancel);

        Assert.All(sent, request => Assert.EndsWith("&$top=1000&sv=2022&sig=a%2Bb", request.RequestUri!.AbsoluteUri, StringComparison.Ordinal));
        Assert.All(sent, request => Assert.Single(request.RequestUri!.AbsoluteUri.Split("sig=").Skip(1)));
        Assert.All(sent, request => Assert.False(request.Headers.Contains("Authorization")));
        Assert.StartsWith("https://acct.table.core.windows.net/mail()?$filter=", sent[0].RequestUri!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_credential_when_a_request_is_sent_then_it_bears_a_token_of_the_storage_scope()
    {
        string? authorization = null;
        using var handler = new FaultyHandler(attempt =>
        {
            authorization = attempt.Request.Headers.Authorization?.ToString();
            return Answers.Row("p", "r");
        });
        var storage = AzureStorage.FromCredential(new("https://acct.table.test/"), new("https://acct.blob.test/"), new ScopeAsToken(), Answers.Options(handler));

        Assert.NotNull(await storage.Entities.FindAsync(Key, Cancel));
        Assert.Equal("Bearer https://storage.azure.com/.default", authorization);
    }

    [Fact]
    public void Given_the_largest_batch_when_it_is_put_into_a_request_then_the_service_takes_its_size()
    {
        var batch = new EntityBatch(Tables.Mail, new string('\'', 512));
        for (var i = 0; i < 100; i++)
        {
            batch.Upsert(string.Create(CultureInfo.InvariantCulture, $"{i:D3}").PadRight(512, '\''), new() { { "bytes", new byte[23_550] } });
        }

        Assert.InRange(batch.EstimatedBytes, StorageLimits.MaximumBatchBytes - 20_000, StorageLimits.MaximumBatchBytes);
        var pipeline = StoragePipeline.Build(new("https://acct.table.core.windows.net"), "v", new(), null, TimeProvider.System, null);
        Assert.InRange(new TableRequests(pipeline, "").SeveralBody(batch, Guid.Empty).Length, 3_500_000, 4 * 1024 * 1024);
    }

    private static async Task<HttpResponseMessage> Never(FaultyHandler.Try attempt)
    {
        await Task.Delay(Timeout.Infinite, attempt.CancellationToken);
        throw new UnreachableException();
    }
}
