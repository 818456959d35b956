namespace Carbonio.Cloud.Functions.Manifests;

/// <summary>One function of the Functions host.</summary>
/// <param name="Name">Its folder, and the path at which the host calls what is no HTTP function.</param>
/// <param name="Json">Its function.json.</param>
internal sealed record FunctionManifest(string Name, string Json);
