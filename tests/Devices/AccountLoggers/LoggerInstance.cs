using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.AccountLoggers;

/// <summary>Account loggers on stores in memory.</summary>
internal sealed class LoggerInstance : IAsyncDisposable
{
    private readonly PasswordHasher hasher;

    public LoggerInstance(LoggerInstance? first = null, string name = "one", long maximumLogBytes = AccountLoggerLimits.MaximumLogBytes)
    {
        Time = first?.Time ?? new();
        Blobs = first?.Blobs ?? new(Time);
        Store = first?.Store ?? new(new ModelEntityStore());
        var options = new DirectoryOptions { HashRounds = 1 };
        hasher = new(options);
        Reader = new(Store, Time, options);
        Directory = new(Store, Reader, hasher, SystemRandomSource.Instance, Time);
        Writer = new(Blobs, name, Time, NullLogger<AccountLogWriter>.Instance, maximumLogBytes);
        Loggers = new(Reader, Directory, Writer, Time);
        Logs = new(Blobs, Writer);
    }

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; }

    public ModelBlobStore Blobs { get; }

    public CountingEntityStore Store { get; }

    public DirectoryReader Reader { get; }

    public DirectoryWriter Directory { get; }

    public AccountLogWriter Writer { get; }

    public AccountLoggerStore Loggers { get; }

    public AccountLogReader Logs { get; }

    public async Task<Account> AccountAsync(string address)
    {
        await Directory.CreateDomainAsync(AdminActor.Server, address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], null, null, None);
        return (await Directory.CreateAccountAsync(AdminActor.Server, address, "secret", null, None)).Value!;
    }

    public async Task<AccountLogger> AddAsync(Account account, string level = "info", string file = "/tmp/a.log", int? window = null)
    {
        var outcome = await Loggers.AddAsync(AdminActor.Server, account, level, file, window, None);
        Assert.Equal((DirectoryStatus.Done, null), (outcome.Status, outcome.Message));
        return outcome.Value!;
    }

    public Task WriteAsync(AccountLogger logger, string text) => Writer.WriteAsync(logger, new(Time.GetUtcNow(), AccountLoggerLevel.Info, text), None);

    public async Task<IReadOnlyList<string>> ChunksAsync(AccountLogger logger)
    {
        var names = new List<string>();
        await foreach (var blob in Blobs.ListAsync(logger.Prefix, None))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        hasher.Dispose();
    }
}
