using System.Text.Json.Serialization.Metadata;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>One route of the admin API: what is mapped and what the OpenAPI document says come from the same row.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Template below <c>/api/admin/v1</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Least">Delegated: for every admin, each sees its own domains. Global: for global admins only. Delivery: for every token.</param>
/// <param name="Handle">Answers.</param>
internal sealed record AdminRoute(string Method, string Path, string Summary, AdminRole Least, Func<AdminCall, Task<AdminAnswer>> Handle)
{
    /// <summary>Status of success.</summary>
    public int Success { get; init; } = StatusCodes.Status200OK;

    /// <summary>JSON that it takes; null for none.</summary>
    public JsonTypeInfo? Request { get; init; }

    /// <summary>JSON that it gives; null for none.</summary>
    public JsonTypeInfo? Response { get; init; }

    /// <summary>It takes a message instead of JSON.</summary>
    public bool TakesMessage { get; init; }

    /// <summary>Users reach it too, for what is their own.</summary>
    public bool IsSelfService { get; init; }

    /// <summary>The resource has an ETag: If-Match makes sure that what is changed is what was read.</summary>
    public bool IsTagged { get; init; }

    /// <summary>Query parameters with what they mean.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Query { get; init; } = [];

    public bool Allows(AdminRole role) => Least switch
    {
        AdminRole.Global => role == AdminRole.Global,
        AdminRole.Delegated => role is AdminRole.Global or AdminRole.Delegated,
        _ => true,
    };
}
