namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>What a filter's rule looks at.</summary>
public enum EasFilterRuleKind
{
    /// <summary>Nothing: it matches every request.</summary>
    Always,

    /// <summary>All of its parts match.</summary>
    And,

    /// <summary>One of its parts matches.</summary>
    Or,

    /// <summary>The user agent has the regular expression in it.</summary>
    Regex,

    /// <summary>The user agent has the text in it.</summary>
    Contains,

    /// <summary>The account has this address, alias or id.</summary>
    Account,

    /// <summary>The account's address is in this domain.</summary>
    Domain,
}
