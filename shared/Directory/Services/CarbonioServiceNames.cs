namespace Carbonio.Cloud.Directory;

/// <summary>Services as admins write them.</summary>
public static class CarbonioServiceNames
{
    private static readonly string[] Names = ["module", "activesync-services", "autodiscover", "abq-services", "ldap-address-book", "anti-dos"];

    /// <summary>All names, comma separated.</summary>
    public static string Allowed { get; } = string.Join(", ", Names);

    /// <summary>The name of a service.</summary>
    public static string NameOf(CarbonioService service) => Names[(int)service];

    /// <summary>The service of that name, without regard to case; <c>abq</c> is another name of <c>abq-services</c>. Null for any other.</summary>
    public static CarbonioService? Find(string name)
    {
        var index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (CarbonioService)index
            : "abq".Equals(name, StringComparison.OrdinalIgnoreCase) ? CarbonioService.Abq
            : null;
    }
}
