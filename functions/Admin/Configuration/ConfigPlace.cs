using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>One place at which attributes are set, as it was read.</summary>
/// <param name="Target">Its name; empty for the whole service and for the server.</param>
/// <param name="Own">What is set there.</param>
/// <param name="Tag">Its ETag.</param>
/// <param name="Inherited">What would hold there if an attribute were not set; null for nothing.</param>
/// <param name="Source">Which level that comes from.</param>
/// <param name="ModifyAsync">Sets and unsets attributes there: null when done, else the refusal.</param>
internal sealed record ConfigPlace(
    string Target,
    AttributeSet Own,
    string Tag,
    Func<ConfigurationAttribute, string?> Inherited,
    Func<ConfigurationAttribute, AttributeScopes> Source,
    Func<IReadOnlyDictionary<string, string>, Task<AdminAnswer?>> ModifyAsync);
