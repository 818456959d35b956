namespace Carbonio.Cloud.Directory;

/// <summary>Settings of the directory. The host gives them; the defaults suit both one machine and Azure.</summary>
public sealed class DirectoryOptions
{
    /// <summary>How old the knowledge of a partition may grow before its version row is read again.</summary>
    public TimeSpan Freshness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Accounts kept in memory, about 2 KiB each; as many addresses that exist and as many that do not.</summary>
    public int CachedAccounts { get; set; } = 20_000;

    /// <summary>Most accounts of a tenant that has lists of them, such as the address list; about 1 KiB each in memory.</summary>
    public int ListedAccounts { get; set; } = 20_000;

    /// <summary>Accounts of all tenants together that are in memory for lists.</summary>
    public int CachedListedAccounts { get; set; } = 60_000;

    /// <summary>Domain of a login name without one; null when such names are refused.</summary>
    public string? DefaultDomain { get; set; }

    /// <summary>Slow password derivations at once; 240 ms of CPU each.</summary>
    public int HashesAtOnce { get; set; } = Environment.ProcessorCount;

    /// <summary>Derivations that may wait for their turn. Beyond them the answer is "busy".</summary>
    public int HashesWaiting { get; set; } = 8 * Environment.ProcessorCount;

    /// <summary>Rounds of PBKDF2-HMAC-SHA256 for new passwords. Existing ones keep theirs.</summary>
    public int HashRounds { get; set; } = 600_000;

    /// <summary>How long this process remembers that a password was right.</summary>
    public TimeSpan ProofsKept { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>(Account, client address) pairs whose failed logins are counted.</summary>
    public int LimitedLogins { get; set; } = 50_000;
}
