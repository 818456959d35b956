namespace Carbonio.Cloud.Directory;

/// <summary>A class of service (COS): attributes shared by the accounts that name it. Common to all tenants.</summary>
/// <param name="Id">Random, made once; admins see it as <c>zimbraId</c>.</param>
/// <param name="Name">Unique without regard to case.</param>
/// <param name="Attributes">What is set on it.</param>
public sealed record ClassOfService(Guid Id, string Name, AttributeSet Attributes)
{
    /// <summary>The class of every account that names none, or one that is gone, as shipped. Its row, once an admin changed it, takes its place.</summary>
    public static ClassOfService Default { get; } = new(
        new Guid("e00428a1-0c00-11d9-836a-000d93afea2a"),
        "default",
        AttributeSet.Empty.With(
        [
            new(ConfigurationAttributes.MobileSyncEnabled.Name, "TRUE"),
            new(ConfigurationAttributes.MobilePolicyEnabled.Name, "TRUE"),
        ]));

    /// <summary>Names what is stored of it: another one means that something was changed.</summary>
    public string Tag => ContentTag.Of(Id.ToString("N"), Name, Attributes.ToJson());
}
