namespace Carbonio.Cloud.Directory;

/// <summary>What values an attribute takes.</summary>
public enum AttributeType
{
    /// <summary>Any text up to a length.</summary>
    Text,

    /// <summary>TRUE or FALSE, written without regard to case.</summary>
    Boolean,

    /// <summary>A whole number within bounds.</summary>
    Integer,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Networks, comma separated.</summary>
    Networks,

    /// <summary>A class of service, by name or id; kept as its id.</summary>
    Cos,
}
