namespace Carbonio.Cloud.Directory;

/// <summary>A token as it was just made.</summary>
/// <param name="Token">The token.</param>
/// <param name="Text"><c>cct_{id}_{secret}</c>: shown now and never again.</param>
public sealed record NewAdminToken(AdminToken Token, string Text);
