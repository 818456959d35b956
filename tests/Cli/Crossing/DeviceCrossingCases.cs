namespace Carbonio.Cloud.Cli.Tests.Crossing;

/// <summary>The ways to devices, policies and folders of accounts that are not the token's.</summary>
internal static class DeviceCrossingCases
{
    private const string Confirm = """{"confirm":true}""";

    public static IReadOnlyList<CrossingCase> All { get; } =
    [
        new("GET", "/devices", "/devices") { IsFiltered = true },
        new("GET", "/devices", "/devices?domains=other.test"),
        new("GET", "/devices", "/devices?domains=mine.test,foreign.test"),
        new("GET", "/devices", "/devices?continuation=foreign.test!"),
        .. ForBoth("GET", "/accounts/{account}/devices"),
        .. ForBoth("GET", "/accounts/{account}/devices/{device}"),
        .. ForBoth("DELETE", "/accounts/{account}/devices/{device}"),
        .. ForBoth("POST", "/accounts/{account}/devices/{device}/reset"),
        .. ForBoth("POST", "/accounts/{account}/devices/{device}/suspend"),
        .. ForBoth("POST", "/accounts/{account}/devices/{device}/resume"),
        .. ForBoth("POST", "/accounts/{account}/devices/{device}/wipe", Confirm),
        .. ForBoth("DELETE", "/accounts/{account}/devices/{device}/wipe"),
        .. ForBoth("POST", "/accounts/{account}/devices/reset"),
        .. ForBoth("POST", "/accounts/{account}/devices/resume"),
        .. ForBoth("GET", "/accounts/{account}/policy"),
        new("GET", "/cos/{cos}/policy", "/cos/default/policy") { Shared = "Classes of service belong to the whole service; admins choose among them." },
        .. ForBoth("PUT", "/accounts/{account}/folders/{folder}/sync", """{"disabled":true}"""),
        .. ForBoth("PUT", "/accounts/{account}/sharedFolders/{folder}/sync", """{"allowed":true}"""),
        .. ForBoth("POST", "/accounts/{account}/simulation"),
    ];

    /// <summary>An account of another domain of the tenant, by name; one of another tenant, by id; and an alias that leads out.</summary>
    private static IEnumerable<CrossingCase> ForBoth(string method, string route, string? body = null) =>
        new[] { "bob@other.test", "{eve}", "bob@mine.test" }.Select(account => new CrossingCase(
            method,
            route,
            route.Replace("{account}", account, StringComparison.Ordinal).Replace("{device}", "Appl1", StringComparison.Ordinal).Replace("{folder}", "257", StringComparison.Ordinal),
            body));
}
