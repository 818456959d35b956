using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>Names one mailbox. Every read and write of a mailbox goes through one, so that none can leave its tenant.</summary>
public sealed record MailboxId
{
    /// <summary>The mailbox of an account.</summary>
    /// <param name="tenant">Id of the tenant, 32 hexadecimal digits.</param>
    /// <param name="account">Id of the account, 32 hexadecimal digits.</param>
    public MailboxId(string tenant, string account)
    {
        Tenant = tenant;
        Account = account;
        Partition = $"{KeyText.Escape(tenant)}!{KeyText.Escape(account)}";
    }

    /// <summary>Id of the tenant.</summary>
    public string Tenant { get; }

    /// <summary>Id of the account.</summary>
    public string Account { get; }

    /// <summary>The mailbox's partition of <see cref="Tables.Mail"/>.</summary>
    public string Partition { get; }

    /// <summary>The mailbox behind a partition key, or null when it is none.</summary>
    public static MailboxId? FromPartition(string partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        var cut = partition.IndexOf('!', StringComparison.Ordinal);
        return cut > 0 && cut < partition.Length - 1 ? new(partition[..cut], partition[(cut + 1)..]) : null;
    }

    /// <summary>Where a row of this mailbox stands.</summary>
    public EntityKey Key(string row) => new(Tables.Mail, Partition, row);

    /// <inheritdoc/>
    public override string ToString() => Partition;
}
