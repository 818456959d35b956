namespace Carbonio.Cloud.HostDouble;

/// <summary>A route of literal segments, with or without <c>{*rest}</c> at its end.</summary>
internal sealed record HttpRoute(IReadOnlyList<string> Literals, bool TakesRest)
{
    public static HttpRoute Parse(string prefix, string route)
    {
        var segments = $"{prefix}/{route}".Split('/', StringSplitOptions.RemoveEmptyEntries);
        var takesRest = segments is [.., var last] && last.StartsWith("{*", StringComparison.Ordinal);
        var literals = takesRest ? segments[..^1] : segments;
        return literals.Any(segment => segment.Contains('{', StringComparison.Ordinal))
            ? throw new FunctionsHostException($"The route {route}: parameters other than {{*rest}} are not doubled.")
            : new(literals, takesRest);
    }

    public bool Matches(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (TakesRest ? segments.Length >= Literals.Count : segments.Length == Literals.Count)
            && Literals.Zip(segments).All(pair => string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }
}
