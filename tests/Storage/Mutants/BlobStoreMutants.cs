using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Mutants;

/// <summary>Stores that each break one promise.</summary>
internal static class BlobStoreMutants
{
    public static IReadOnlyDictionary<string, Func<IBlobStore>> All { get; } = new Dictionary<string, Func<IBlobStore>>
    {
        ["replaces the first content"] = () => new Mutant { Replaces = true },
        ["ignores the offset"] = () => new Mutant { Offset = _ => 0 },
        ["reads less in the middle"] = () => new Mutant { MostRead = 1_000_000 },
        ["reads nothing for a missing blob"] = () => new Mutant { Missing = 0 },
        ["lists everything"] = () => new Mutant { Prefix = _ => "" },
        ["lists whole segments only"] = () => new Mutant { Prefix = prefix => prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/" },
        ["deletes nothing"] = () => new Mutant { Deletes = false },
        ["forgets the time"] = () => new Mutant { Time = new FakeTimeProvider(DateTimeOffset.UnixEpoch) },
    };

    private sealed class Mutant : IBlobStore
    {
        private ModelBlobStore? inner;

        public bool Replaces { get; init; }

        public Func<long, long> Offset { get; init; } = offset => offset;

        public int MostRead { get; init; } = int.MaxValue;

        public int? Missing { get; init; }

        public Func<string, string> Prefix { get; init; } = prefix => prefix;

        public bool Deletes { get; init; } = true;

        public TimeProvider Time { get; init; } = TimeProvider.System;

        private ModelBlobStore Inner => inner ??= new(Time);

        public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            if (Replaces)
            {
                await Inner.DeleteAsync(name, cancellationToken);
            }

            await Inner.WriteAsync(name, content, cancellationToken);
        }

        public async Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
            await Inner.ReadAsync(name, Offset(offset), destination[..Math.Min(destination.Length, MostRead)], cancellationToken) ?? Missing;

        public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
            Deletes ? Inner.DeleteAsync(name, cancellationToken) : Inner.ReadAsync(name, 0, default, cancellationToken);

        public IAsyncEnumerable<BlobEntry> ListAsync(string prefix, CancellationToken cancellationToken) => Inner.ListAsync(Prefix(prefix), cancellationToken);
    }
}
