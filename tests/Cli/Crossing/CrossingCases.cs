namespace Carbonio.Cloud.Cli.Tests.Crossing;

/// <summary>A case, or more, for each route that delegated admins may use. A new route needs a line in its concept's list.</summary>
internal static class CrossingCases
{
    public static IReadOnlyList<CrossingCase> All { get; } = [.. Directory, .. Credentials, .. Mailboxes, .. Audit, .. Configuration, .. DeviceCrossingCases.All, .. LoggerCrossingCases.All];

    private static CrossingCase[] Directory =>
    [
        new("GET", "/whoami", "/whoami") { Shared = "It tells of the token alone." },
        new("GET", "/domains", "/domains") { IsFiltered = true },
        new("GET", "/domains/{domain}", "/domains/other.test"),
        new("GET", "/domains/{domain}", "/domains/foreign.test"),
        new("GET", "/domains/{domain}", "/domains/nowhere.test"),
        new("GET", "/accounts", "/accounts?domain=other.test"),
        new("GET", "/accounts", "/accounts?domain=foreign.test"),
        new("GET", "/accounts", "/accounts?domain=mine.test") { IsFiltered = true },
        new("POST", "/accounts", "/accounts", """{"address":"new@other.test","password":"x"}"""),
        new("POST", "/accounts", "/accounts", """{"address":"new@foreign.test","password":"x"}"""),
        new("GET", "/accounts/{account}", "/accounts/bob@other.test"),
        new("GET", "/accounts/{account}", "/accounts/nobody@other.test"),
        new("GET", "/accounts/{account}", "/accounts/eve@foreign.test"),
        new("GET", "/accounts/{account}", "/accounts/bob@mine.test"),
        new("GET", "/accounts/{account}", "/accounts/{eve}"),
        new("PATCH", "/accounts/{account}", "/accounts/bob@other.test", """{"attributes":{"displayName":"x"}}"""),
        new("PATCH", "/accounts/{account}", "/accounts/{eve}", """{"attributes":{"displayName":"x"}}"""),
        new("DELETE", "/accounts/{account}", "/accounts/bob@other.test"),
        new("DELETE", "/accounts/{account}", "/accounts/{eve}"),
        new("PUT", "/accounts/{account}/password", "/accounts/bob@other.test/password", """{"password":"x"}"""),
        new("PUT", "/accounts/{account}/password", "/accounts/{eve}/password", """{"password":"x"}"""),
        new("POST", "/accounts/{account}/aliases", "/accounts/alice@mine.test/aliases", """{"alias":"alice@other.test"}"""),
        new("POST", "/accounts/{account}/aliases", "/accounts/{eve}/aliases", """{"alias":"eve@mine.test"}"""),
        new("DELETE", "/accounts/{account}/aliases/{alias}", "/accounts/bob@other.test/aliases/bob@mine.test"),
        new("GET", "/cos", "/cos") { Shared = "Classes of service belong to the whole service; admins choose among them." },
        new("GET", "/cos/{cos}", "/cos/default") { Shared = "Classes of service belong to the whole service; admins choose among them." },
    ];

    private static CrossingCase[] Credentials =>
    [
        new("GET", "/accounts/{account}/credentials", "/accounts/bob@other.test/credentials"),
        new("GET", "/accounts/{account}/credentials", "/accounts/{eve}/credentials"),
        new("POST", "/accounts/{account}/credentials", "/accounts/bob@other.test/credentials", "{}"),
        new("POST", "/accounts/{account}/credentials", "/accounts/{eve}/credentials", "{}"),
        new("PATCH", "/accounts/{account}/credentials/{id}", "/accounts/bob@other.test/credentials/aaaaa", """{"enabled":false}"""),
        new("DELETE", "/accounts/{account}/credentials/{id}", "/accounts/{eve}/credentials/aaaaa"),
    ];

    private static CrossingCase[] Mailboxes =>
    [
        new("POST", "/mailboxes/{account}/messages", "/mailboxes/bob@other.test/messages?folder=Inbox", "Subject: x"),
        new("POST", "/mailboxes/{account}/messages", "/mailboxes/{eve}/messages?folder=Inbox", "Subject: x"),
        new("GET", "/mailboxes/{account}/badItems", "/mailboxes/bob@other.test/badItems"),
        new("GET", "/mailboxes/{account}/badItems", "/mailboxes/{eve}/badItems"),
        new("POST", "/mailboxes/{account}/badItems/{item}/retry", "/mailboxes/eve@foreign.test/badItems/1/retry"),
    ];

    private static CrossingCase[] Configuration =>
    [
        new("GET", "/config/attributes", "/config/attributes?limit=1000") { Shared = "The attributes there are, without values." },
        new("GET", "/config/attributes/{attribute}", "/config/attributes/abqMode") { Shared = "The attributes there are, without values." },
        new("GET", "/config/domains/{domain}", "/config/domains/other.test"),
        new("GET", "/config/domains/{domain}", "/config/domains/foreign.test"),
        new("GET", "/config/domains/{domain}/{attribute}", "/config/domains/foreign.test/zimbraMailQuota"),
        new("GET", "/config/cos/{cos}", "/config/cos/default") { Shared = "Classes of service belong to the whole service; admins choose among them." },
        new("GET", "/config/cos/{cos}/{attribute}", "/config/cos/default/abqMode") { Shared = "Classes of service belong to the whole service; admins choose among them." },
        new("GET", "/config/accounts/{account}", "/config/accounts/bob@other.test"),
        new("GET", "/config/accounts/{account}", "/config/accounts/{eve}"),
        new("GET", "/config/accounts/{account}/{attribute}", "/config/accounts/bob@mine.test/abqMode"),
        new("PATCH", "/config/accounts/{account}", "/config/accounts/bob@other.test", """{"attributes":{"abqMode":"Strict"}}"""),
        new("PATCH", "/config/accounts/{account}", "/config/accounts/{eve}", """{"attributes":{"abqMode":"Strict"}}"""),
        new("PUT", "/config/accounts/{account}/{attribute}", "/config/accounts/bob@other.test/abqMode", """{"value":"Strict"}"""),
        new("PUT", "/config/accounts/{account}/{attribute}", "/config/accounts/{eve}/abqMode", """{"value":"Strict"}"""),
        new("DELETE", "/config/accounts/{account}/{attribute}", "/config/accounts/{eve}/abqMode"),
    ];

    private static CrossingCase[] Audit =>
    [
        new("GET", "/audit", "/audit?limit=1000") { IsFiltered = true },
        new("GET", "/audit", "/audit?domain=other.test"),
        new("GET", "/audit", "/audit?domain=foreign.test"),
        new("GET", "/audit", "/audit?account=bob@other.test"),
        new("GET", "/audit", "/audit?account=eve@foreign.test"),
        new("GET", "/audit", "/audit?account={eve}") { IsFiltered = true },
        new("GET", "/audit", "/audit?account=bob@mine.test") { IsFiltered = true },
    ];
}
