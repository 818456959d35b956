namespace Carbonio.Cloud.Functions.Autodiscover;

// What the test page shows. An administrator's words, not a protocol's.
internal sealed record TestRequest(string Address);

/// <param name="Asked">The address as the administrator typed it, normalised.</param>
/// <param name="Account">The account's primary address.</param>
/// <param name="DisplayName">Its owner's name.</param>
/// <param name="ActiveSyncUrl">Where a client is sent.</param>
/// <param name="UrlIsSet">The url comes from the settings, not from this request.</param>
/// <param name="Works">Nothing stands in the way of a client that knows the right password.</param>
/// <param name="Login">Which password opens mobile sync.</param>
/// <param name="Findings">What is good, what may surprise, what is wrong; the worst first.</param>
/// <param name="Answers">What a client is told, in each of the three ways to ask.</param>
/// <param name="Dns">Names to set, so that clients find this server.</param>
internal sealed record TestReport(
    string Asked,
    string Account,
    string DisplayName,
    string ActiveSyncUrl,
    bool UrlIsSet,
    bool Works,
    string Login,
    IReadOnlyList<TestFinding> Findings,
    IReadOnlyList<TestAnswer> Answers,
    IReadOnlyList<TestRecord> Dns);

/// <param name="Level">problem, warning or ok.</param>
/// <param name="Text">One or two sentences.</param>
internal sealed record TestFinding(string Level, string Text)
{
    public const string Problem = "problem";
    public const string Warning = "warning";
    public const string Ok = "ok";
}

internal sealed record TestAnswer(string Name, string Request, int Status, string ContentType, string Body);

/// <param name="Type">CNAME, A or AAAA, or SRV.</param>
/// <param name="Name">The record's full name.</param>
/// <param name="Value">What it says, as a zone file has it.</param>
/// <param name="Why">Who needs it.</param>
internal sealed record TestRecord(string Type, string Name, string Value, string Why);
