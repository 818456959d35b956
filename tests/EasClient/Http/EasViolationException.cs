namespace Carbonio.Cloud.EasClient;

/// <summary>The server sent what the specification does not allow.</summary>
public sealed class EasViolationException(string message) : Exception(message);
