using System.ComponentModel.DataAnnotations;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>TLS that this process ends itself.</summary>
public sealed class HttpsOptions : IValidatableObject
{
    /// <summary>A PFX file without password, or a PEM file with certificate and key.</summary>
    public string? CertificatePath { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(CertificatePath) && !File.Exists(CertificatePath))
        {
            yield return new($"Carbonio__Https__CertificatePath: there is no file {CertificatePath}.");
        }
    }
}
