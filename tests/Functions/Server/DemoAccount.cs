namespace Carbonio.Cloud.Functions.Tests;

/// <summary>An account of the demo. <paramref name="MobilePassword"/> is null when it has none.</summary>
public sealed record DemoAccount(string Address, string Password, string? MobilePassword)
{
    /// <summary>The password that opens ActiveSync.</summary>
    public string EasPassword => MobilePassword ?? Password;
}
