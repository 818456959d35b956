using System.ComponentModel.DataAnnotations;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>An Azure Storage account: by its addresses and Entra ID, or by a connection string.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Such as https://account.table.core.windows.net.</summary>
    public string? TableServiceUri { get; set; }

    /// <summary>Such as https://account.blob.core.windows.net.</summary>
    public string? BlobServiceUri { get; set; }

    /// <summary>Wins over the addresses; <c>UseDevelopmentStorage=true</c> is Azurite.</summary>
    public string? ConnectionString { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsAddress(TableServiceUri))
        {
            yield return new("Carbonio__Storage__tableServiceUri is an https address.");
        }

        if (!IsAddress(BlobServiceUri))
        {
            yield return new("Carbonio__Storage__blobServiceUri is an https address.");
        }
    }

    private static bool IsAddress(string? text) =>
        string.IsNullOrEmpty(text) || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);
}
