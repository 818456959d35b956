namespace Carbonio.Cloud.Directory;

/// <summary>Roles as admins write them.</summary>
public static class AdminRoleNames
{
    /// <summary>The word for a role.</summary>
    public static string NameOf(AdminRole role) => role switch
    {
        AdminRole.Global => "global",
        AdminRole.Delegated => "delegated",
        _ => "delivery",
    };

    /// <summary>The role of that word, without regard to case; null for any other, numbers and lists included.</summary>
    public static AdminRole? Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.ToLowerInvariant() switch
        {
            "global" => AdminRole.Global,
            "delegated" => AdminRole.Delegated,
            "delivery" => AdminRole.Delivery,
            _ => null,
        };
    }
}
