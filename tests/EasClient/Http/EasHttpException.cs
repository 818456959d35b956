namespace Carbonio.Cloud.EasClient;

/// <summary>A command was answered with an HTTP status other than 200.</summary>
public sealed class EasHttpException(string command, EasResponse response)
    : Exception($"{command} was answered with HTTP {(int)response.Status}.")
{
    /// <summary>The whole answer.</summary>
    public EasResponse Response { get; } = response;
}
