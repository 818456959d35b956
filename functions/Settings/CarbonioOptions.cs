using System.ComponentModel.DataAnnotations;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Microsoft.Extensions.Options;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>The settings below <c>Carbonio</c>. But for Store an empty value is as good as none.</summary>
public sealed class CarbonioOptions : IValidatableObject
{
    /// <summary>Rows and blobs on this machine.</summary>
    public const string Embedded = "embedded";

    /// <summary>Rows and blobs in Azure Storage.</summary>
    public const string Azure = "azure";

    /// <summary>Where rows and blobs are kept: <see cref="Embedded"/> or <see cref="Azure"/>.</summary>
    [AllowedValues(Embedded, Azure, ErrorMessage = "Carbonio__Store is 'embedded' or 'azure'.")]
    public string Store { get; set; } = Embedded;

    /// <summary>Which Azure Storage account.</summary>
    [ValidateObjectMembers]
    public StorageOptions Storage { get; set; } = new();

    /// <summary>How requests are held.</summary>
    [ValidateObjectMembers]
    public PingOptions Ping { get; set; } = new();

    /// <summary>How much is worked on at once.</summary>
    [ValidateObjectMembers]
    public WorkOptions Work { get; set; } = new();

    /// <summary>The certificate for https addresses.</summary>
    [ValidateObjectMembers]
    public HttpsOptions Https { get; set; } = new();

    /// <summary>Where mail servers deliver.</summary>
    [ValidateObjectMembers]
    public LmtpEndpointOptions Lmtp { get; set; } = new();

    /// <summary>How mail for elsewhere leaves.</summary>
    [ValidateObjectMembers]
    public MailOutOptions MailOut { get; set; } = new();

    /// <summary>Domain of a login name without one; none by default.</summary>
    public string? DefaultDomain { get; set; }

    /// <summary>Where clients reach this server, such as <c>https://mail.example.com</c>; none by default, then the name by which each asks.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Header in which the proxy in front says the client's address; none by default, then the connection's counts.</summary>
    [RegularExpression("[A-Za-z0-9-]*", ErrorMessage = "Carbonio__ClientAddressHeader is the name of a header.")]
    public string? ClientAddressHeader { get; set; }

    /// <summary>The key under which instances prove passwords to one another: base64 of 32 bytes or more. Made once where none is set.</summary>
    public string? ServerKey { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Store == Azure && string.IsNullOrEmpty(Storage.ConnectionString)
            && (string.IsNullOrEmpty(Storage.TableServiceUri) || string.IsNullOrEmpty(Storage.BlobServiceUri)))
        {
            yield return new("Carbonio__Store=azure needs Carbonio__Storage__tableServiceUri and __blobServiceUri, or Carbonio__Storage__ConnectionString.");
        }

        if (!string.IsNullOrEmpty(PublicUrl) && !ServerAddress.TryParse(PublicUrl, out _))
        {
            yield return new("Carbonio__PublicUrl is an absolute http or https address without a path, such as https://mail.example.com.");
        }

        if (!string.IsNullOrEmpty(ServerKey) && !Hosting.ServerKey.TryRead(ServerKey, out _))
        {
            yield return new("Carbonio__ServerKey is base64 of at least 32 bytes.");
        }
    }
}
