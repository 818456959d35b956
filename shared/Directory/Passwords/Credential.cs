namespace Carbonio.Cloud.Directory;

/// <summary>A password beside the account's own: for one device or program, as a rule. Its secret never changes.</summary>
/// <param name="Id">Five letters, unique in the account; case matters.</param>
/// <param name="Label">What it is for, in the admin's or user's words; may be empty.</param>
/// <param name="Services">What it opens.</param>
/// <param name="Enabled">False: it opens nothing for now.</param>
/// <param name="Generated">True when we made the secret, false when an admin chose it.</param>
/// <param name="Created">When it was added.</param>
public sealed record Credential(string Id, string Label, CredentialServices Services, bool Enabled, bool Generated, DateTimeOffset Created)
{
    internal PasswordVerifier Verifier { get; init; } = null!;

    /// <summary>True when it is enabled for the service. A mobile password opens the Contact Book too.</summary>
    public bool Opens(CredentialServices service) =>
        Enabled && (Services.HasFlag(service) || (service == CredentialServices.Dav && Services.HasFlag(CredentialServices.Eas)));
}
