namespace Carbonio.Cloud.Directory;

/// <summary>A credential as it was just made.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Password">Its secret: shown now and never again.</param>
public sealed record NewCredential(Credential Credential, string Password);
