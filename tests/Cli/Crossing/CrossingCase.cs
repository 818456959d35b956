namespace Carbonio.Cloud.Cli.Tests.Crossing;

/// <summary>How somebody with a delegated token for <c>mine.test</c> would reach beyond it by one route.</summary>
/// <param name="Method">HTTP method of the route.</param>
/// <param name="Route">Template of the route, below <c>/api/admin/v1</c>.</param>
/// <param name="Path">The attempt: a path of that route with names of <c>other.test</c> (same tenant) or <c>foreign.test</c> (another tenant).</param>
/// <param name="Body">What goes with it.</param>
internal sealed record CrossingCase(string Method, string Route, string Path, string? Body = null)
{
    /// <summary>
    /// The route answers everybody, each with what is its own: then the answer must name nothing of the other domains. Without
    /// this the attempt must be refused.
    /// </summary>
    public bool IsFiltered { get; init; }

    /// <summary>Why the route may tell a delegated admin the same as a global one; null where it may not.</summary>
    public string? Shared { get; init; }
}
