namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>Namespaces of Autodiscover's documents.</summary>
/// <remarks>[MS-ASCMD] 6.2 to 6.4; [MS-OXDSCLI] 2.2.1 Namespaces.</remarks>
internal static class AutodiscoverNamespaces
{
    /// <summary>Around every answer, and of an error.</summary>
    public const string Response = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";

    public const string MobileSync = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

    public const string Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    /// <summary>The schema of that name, or null. Case is no difference, nor is a slash at the end.</summary>
    public static AutodiscoverSchema? Find(string name)
    {
        var trimmed = name.AsSpan().TrimEnd('/');
        return trimmed.Equals(MobileSync, StringComparison.OrdinalIgnoreCase) ? AutodiscoverSchema.MobileSync
            : trimmed.Equals(Outlook, StringComparison.OrdinalIgnoreCase) ? AutodiscoverSchema.Outlook
            : null;
    }
}
