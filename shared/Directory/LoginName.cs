using System.Diagnostics.CodeAnalysis;

namespace Carbonio.Cloud.Directory;

/// <summary>What people type where a device asks for a user name.</summary>
public static class LoginName
{
    /// <summary>
    /// The address meant by <c>user@domain</c>, <c>user</c> (with a default domain), <c>DOMAIN\user</c> or
    /// <c>anything\user@domain</c>: Exchange clients put a Windows domain before an address that is complete without it.
    /// </summary>
    /// <param name="login">As it was typed; blanks around it are dropped.</param>
    /// <param name="defaultDomain">Domain of a bare user name, or null when there is none.</param>
    /// <param name="address">The normalised address.</param>
    public static bool TryGetAddress(string? login, string? defaultDomain, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (login is null)
        {
            return false;
        }

        login = login.Trim();
        var backslash = login.IndexOf('\\', StringComparison.Ordinal);
        var user = backslash < 0 ? login : login[(backslash + 1)..];
        if (user.Contains('@', StringComparison.Ordinal))
        {
            return AddressText.TryNormalize(user, out address);
        }

        var domain = backslash > 0 ? login[..backslash] : defaultDomain;
        return !string.IsNullOrEmpty(domain) && AddressText.TryNormalize($"{user}@{domain}", out address);
    }
}
