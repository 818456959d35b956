using System.Diagnostics.CodeAnalysis;

namespace Carbonio.Cloud.Directory;

/// <summary>An account, for ever: ids are random, made once and never given again.</summary>
/// <param name="Tenant">The tenant it belongs to. Every access goes through it, so an id of another tenant finds nothing.</param>
/// <param name="Account">Its id within the tenant; admins see it as <c>zimbraId</c>.</param>
public readonly record struct AccountKey(Guid Tenant, Guid Account)
{
    /// <summary>The partition of the mailbox, <c>{tenant}!{account}</c>, 32 hexadecimal digits each.</summary>
    public string ToPartition() => string.Create(65, this, static (text, key) =>
    {
        key.Tenant.TryFormat(text, out _, "N");
        text[32] = '!';
        key.Account.TryFormat(text[33..], out _, "N");
    });

    /// <inheritdoc/>
    public override string ToString() => ToPartition();

    /// <summary>Reads what <see cref="ToPartition"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountKey key)
    {
        if (text is { Length: 65 } && text[32] == '!'
            && Guid.TryParseExact(text.AsSpan(0, 32), "N", out var tenant)
            && Guid.TryParseExact(text.AsSpan(33), "N", out var account))
        {
            key = new(tenant, account);
            return true;
        }

        key = default;
        return false;
    }
}
