namespace Carbonio.Cloud.HostDouble;

/// <summary>How the host starts its handler.</summary>
/// <param name="Executable">customHandler.description.defaultExecutablePath, found.</param>
/// <param name="Arguments">customHandler.description.arguments.</param>
/// <param name="WorkingDirectory">The app's folder, or what host.json says.</param>
/// <param name="Environment">What is added to the environment of the host.</param>
/// <param name="Port">Where the handler is to listen, on 127.0.0.1.</param>
public sealed record HandlerStart(
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    int Port);
