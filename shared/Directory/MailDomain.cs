namespace Carbonio.Cloud.Directory;

/// <summary>A mail domain.</summary>
/// <param name="Tenant">The one tenant that owns it.</param>
/// <param name="Name">Lower case, punycode.</param>
/// <param name="Attributes">What is set on the domain itself.</param>
public sealed record MailDomain(Guid Tenant, string Name, AttributeSet Attributes)
{
    /// <summary>Names what is stored of it: another one means that something was changed.</summary>
    public string Tag => ContentTag.Of(Tenant.ToString("N"), Name, Attributes.ToJson());
}
