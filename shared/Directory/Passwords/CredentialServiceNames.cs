namespace Carbonio.Cloud.Directory;

/// <summary>Services as admins write them.</summary>
public static class CredentialServiceNames
{
    private static readonly (CredentialServices Service, string Name)[] Names =
    [
        (CredentialServices.Eas, "EAS"),
        (CredentialServices.WebUI, "WebUI"),
        (CredentialServices.WebAdminUI, "WebAdminUI"),
        (CredentialServices.MobileApp, "MobileApp"),
        (CredentialServices.Dav, "Dav"),
        (CredentialServices.Smtp, "SMTP"),
        (CredentialServices.Imap, "IMAP"),
        (CredentialServices.Pop3, "POP3"),
    ];

    /// <summary>All names, comma separated.</summary>
    public static string Allowed { get; } = string.Join(", ", Names.Select(pair => pair.Name));

    /// <summary>Reads one name, without regard to case.</summary>
    public static bool TryParse(string name, out CredentialServices service)
    {
        foreach (var pair in Names)
        {
            if (pair.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                service = pair.Service;
                return true;
            }
        }

        service = CredentialServices.None;
        return false;
    }

    /// <summary>The names of the services in <paramref name="services"/>.</summary>
    public static IReadOnlyList<string> List(CredentialServices services) =>
        [.. Names.Where(pair => services.HasFlag(pair.Service)).Select(pair => pair.Name)];
}
