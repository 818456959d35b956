using System.Net;
using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Azure;

/// <summary>Answers that are lost after the server did what it was asked: Azurite does it, the network swallows the answer.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite) : IAsyncLifetime, IDisposable
{
    private readonly string partition = "p!" + Guid.NewGuid().ToString("N");
    private readonly List<IDisposable> handlers = [];
    private string connectionString = "";
    private AzureStorage? direct;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private EntityBatch Batch => new(Tables.Mail, partition);

    public async ValueTask InitializeAsync()
    {
        connectionString = (await azurite.ServerAsync()).ConnectionString;
        direct = AzureStorage.FromConnectionString(connectionString);
        await direct.EnsureCreatedAsync(Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Dispose() => handlers.ForEach(handler => handler.Dispose());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_an_insert_whose_answer_is_lost_when_the_retry_finds_the_row_then_true(bool serverError)
    {
        var lossy = Lossy(serverError).Entities;

        Assert.True(await lossy.TryWriteAsync(Batch.Insert("r", Number(1)), Cancel));
        Assert.Equal(1, await NumberOfAsync("r"));
    }

    [Fact]
    public async Task Given_a_replace_whose_answer_is_lost_when_the_retry_finds_another_ETag_then_true()
    {
        await direct!.Entities.TryWriteAsync(Batch.Insert("r", Number(1)), Cancel);

        Assert.True(await Lossy().Entities.TryWriteAsync(Batch.Replace("r", await ETagOfAsync("r"), Number(2)), Cancel));
        Assert.Equal(2, await NumberOfAsync("r"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_batch_whose_answer_is_lost_when_the_retry_is_refused_then_true(bool serverError)
    {
        await direct!.Entities.TryWriteAsync(Batch.Insert("deleted", Number(1)).Insert("replaced", Number(1)), Cancel);

        Assert.True(await Lossy(serverError).Entities.TryWriteAsync(
            Batch.Delete("deleted").Insert("new", Number(2)).Replace("replaced", await ETagOfAsync("replaced"), Number(2)), Cancel));
        Assert.Equal(2, await NumberOfAsync("new"));
    }

    [Fact]
    public async Task Given_a_lost_answer_and_one_of_its_rows_overwritten_since_when_the_retry_is_refused_then_another_row_tells()
    {
        var lossy = Lossy(afterLoss: () => direct!.Entities.TryWriteAsync(Batch.Upsert("a", Number(9)), Cancel)).Entities;

        Assert.True(await lossy.TryWriteAsync(Batch.Insert("a", Number(1)).Insert("b", Number(1)), Cancel));
        Assert.Equal(9, await NumberOfAsync("a"));
    }

    [Fact]
    public async Task Given_an_upsert_whose_answer_is_lost_when_it_is_retried_then_true()
    {
        Assert.True(await Lossy().Entities.TryWriteAsync(Batch.Upsert("r", Number(1)), Cancel));
        Assert.Equal(1, await NumberOfAsync("r"));
    }

    [Fact]
    public async Task Given_a_try_that_never_arrived_when_another_writer_has_moved_the_row_then_not_true()
    {
        await direct!.Entities.TryWriteAsync(Batch.Insert("r", Number(1)), Cancel);
        var lossy = Lossy(arrives: false, afterLoss: () => direct!.Entities.TryWriteAsync(Batch.Upsert("r", Number(9)), Cancel)).Entities;

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await lossy.TryWriteAsync(Batch.Replace("r", await ETagOfAsync("r"), Number(2)), Cancel));
        Assert.Equal(9, await NumberOfAsync("r"));
    }

    [Fact]
    public async Task Given_a_try_that_never_arrived_when_a_row_still_stands_where_the_batch_expects_it_then_false()
    {
        await direct!.Entities.TryWriteAsync(Batch.Insert("still", Number(1)).Insert("taken", Number(1)), Cancel);
        var lossy = Lossy(arrives: false).Entities;

        Assert.False(await lossy.TryWriteAsync(Batch.Insert("taken", Number(2)).Replace("still", await ETagOfAsync("still"), Number(2)), Cancel));
        Assert.Equal(1, await NumberOfAsync("still"));
    }

    [Fact]
    public async Task Given_a_delete_that_never_arrived_when_its_row_still_stands_at_its_ETag_then_false()
    {
        await direct!.Entities.TryWriteAsync(Batch.Insert("still", Number(1)), Cancel);
        var lossy = Lossy(arrives: false).Entities;

        Assert.False(await lossy.TryWriteAsync(Batch.Delete("missing").Delete("still", await ETagOfAsync("still")), Cancel));
        Assert.Equal(1, await NumberOfAsync("still"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Given_deletes_whose_answer_is_lost_when_the_retry_finds_nothing_then_the_outcome_is_not_guessed(int rows)
    {
        var batch = Batch;
        for (var i = 0; i < rows; i++)
        {
            await direct!.Entities.TryWriteAsync(Batch.Insert($"r{i}", Number(1)), Cancel);
            batch.Delete($"r{i}", await ETagOfAsync($"r{i}"));
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Lossy().Entities.TryWriteAsync(batch, Cancel));
        Assert.Null(await direct!.Entities.FindAsync(new(Tables.Mail, partition, "r0"), Cancel));
    }

    [Fact]
    public async Task Given_a_blob_whose_answer_is_lost_when_it_is_retried_then_it_is_there()
    {
        await Lossy().Blobs.WriteAsync($"t/{partition[2..]}", new byte[] { 1, 2 }, Cancel);

        Assert.Equal(2, await direct!.Blobs.ReadAsync($"t/{partition[2..]}", 0, new byte[10], Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_a_network_that_loses_at_random_when_writers_count_then_no_step_is_lost_or_told_wrongly(int seed)
    {
        await direct!.Entities.TryWriteAsync(Batch.Insert("counter", Number(0)), Cancel);
        var random = new Random(seed);
        var storage = Through(async attempt =>
        {
            int drawn;
            lock (random)
            {
                drawn = random.Next(10);
            }

            switch (drawn)
            {
                case 0:
                    throw new HttpRequestException("reset before it arrived");
                case 1:
                    (await attempt.Send()).Dispose();
                    throw new HttpRequestException("reset after it was done");
                case 2:
                    return await Answers.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy");
                case 3:
                    (await attempt.Send()).Dispose();
                    return await Answers.Error(HttpStatusCode.InternalServerError, "OperationTimedOut");
                default:
                    return await attempt.Send();
            }
        });
        var told = 0;
        var unknown = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var step = 0; step < 12; step++)
            {
                try
                {
                    var row = await storage.Entities.FindAsync(new(Tables.Mail, partition, "counter"), Cancel);
                    var next = row!.Properties["n"].AsInt32() + 1;
                    var batch = Batch.Replace("counter", row.ETag, Number(next));
                    if (await storage.Entities.TryWriteAsync(writer % 2 == 0 ? batch : batch.Upsert($"w{writer}", Number(next)), Cancel))
                    {
                        Interlocked.Increment(ref told);
                    }
                }
                catch (StoreUnavailableException)
                {
                    Interlocked.Increment(ref unknown);
                }
            }
        })));

        Assert.InRange(await NumberOfAsync("counter"), told, told + unknown);
        Assert.NotEqual(0, told);
    }

    private static EntityProperties Number(int n) => new() { { "n", n } };

    /// <summary>A client whose first try is lost: on the way there, or on the way back.</summary>
    private AzureStorage Lossy(bool serverError = false, bool arrives = true, Func<Task>? afterLoss = null) => Through(async attempt =>
    {
        if (attempt.Number > 1)
        {
            return await attempt.Send();
        }

        if (arrives)
        {
            using var lost = await attempt.Send();
            Assert.True(lost.IsSuccessStatusCode);
        }

        await (afterLoss?.Invoke() ?? Task.CompletedTask);
        return serverError ? await Answers.Error(HttpStatusCode.InternalServerError, "OperationTimedOut") : throw new HttpRequestException("reset");
    });

    private AzureStorage Through(Func<FaultyHandler.Try, Task<HttpResponseMessage>> answer)
    {
        var handler = new FaultyHandler(answer);
        handlers.Add(handler);
        return AzureStorage.FromConnectionString(connectionString, Answers.Options(handler));
    }

    private async Task<int> NumberOfAsync(string row) =>
        (await direct!.Entities.FindAsync(new(Tables.Mail, partition, row), Cancel))!.Properties["n"].AsInt32();

    private async Task<string> ETagOfAsync(string row) => (await direct!.Entities.FindAsync(new(Tables.Mail, partition, row), Cancel))!.ETag;
}
