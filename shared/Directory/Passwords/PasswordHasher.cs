using System.Security.Cryptography;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// PBKDF2-HMAC-SHA256 for the passwords that people choose. It takes a quarter of a second of CPU on purpose, so no more run
/// at once than there are cores, a few wait, and beyond that it refuses: mail for those who are logged in comes first.
/// </summary>
public sealed class PasswordHasher : IDisposable
{
    private readonly SemaphoreSlim turns;
    private readonly PasswordDerivation derive;
    private readonly int waitingBound;
    private int waiting;

    /// <summary>One for the whole process.</summary>
    public PasswordHasher(DirectoryOptions options)
        : this(options, static (password, salt, rounds, hash) => Rfc2898DeriveBytes.Pbkdf2(password, salt, hash, rounds, HashAlgorithmName.SHA256))
    {
    }

    internal PasswordHasher(DirectoryOptions options, PasswordDerivation derive)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.derive = derive;
        turns = new(options.HashesAtOnce, options.HashesAtOnce);
        waitingBound = options.HashesWaiting;
        Rounds = options.HashRounds;
    }

    /// <summary>Rounds for new passwords.</summary>
    public int Rounds { get; }

    /// <summary>Makes the verifier of a chosen password; null when too many wait already.</summary>
    internal async Task<PasswordVerifier?> TryMakeVerifierAsync(string password, byte[] salt, CancellationToken cancellationToken) =>
        await TryDeriveAsync(password, salt, Rounds, cancellationToken) is { } hash ? new(Rounds, salt, hash) : null;

    /// <summary>Derives the hash; null when too many wait already.</summary>
    internal async Task<byte[]?> TryDeriveAsync(string password, byte[] salt, int rounds, CancellationToken cancellationToken)
    {
        if (!turns.Wait(0, CancellationToken.None))
        {
            if (Interlocked.Increment(ref waiting) > waitingBound)
            {
                Interlocked.Decrement(ref waiting);
                return null;
            }

            try
            {
                await turns.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }

        try
        {
            return await Task.Run(
                () =>
                {
                    var hash = new byte[PasswordVerifier.HashBytes];
                    derive(password, salt, rounds, hash);
                    return hash;
                },
                CancellationToken.None);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();
}
