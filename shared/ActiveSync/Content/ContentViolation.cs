namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>What is wrong with the content options of a request.</summary>
public enum ContentViolation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Against the schema: an order, a count or a value. Sync answers Status 4, ItemOperations and Search answer 2.</summary>
    Protocol,

    /// <summary>A body part of another type than HTML: common Status 164.</summary>
    BodyPartPreferenceType,
}
