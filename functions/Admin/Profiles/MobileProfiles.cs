using System.Xml;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Autodiscover;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>Makes signed profiles for new mobile passwords.</summary>
internal sealed class MobileProfiles(ProfileSigner signer, PublicAddress address)
{
    /// <summary>Where the phone will find the server; null when neither a setting nor the request says.</summary>
    public ServerAddress? AddressFor(HttpContext context) => address.Of(context);

    /// <summary>True when a profile can hold that password. XML has no way to write most control characters.</summary>
    public static bool CanHold(string password) => IsXml(password);

    /// <summary>A signed <c>.mobileconfig</c>.</summary>
    public byte[] Make(AccountView account, NewCredential made, ServerAddress server)
    {
        // Whatever somebody's name holds must not cost them the password that was just made.
        var name = new string([.. account.DisplayName.Where(c => XmlConvert.IsXmlChar(c))]);
        var profile = new MobileProfile(account.Address, name, made.Password, made.Credential.Id, server);
        return signer.Sign(profile.ToXml(Guid.NewGuid));
    }

    private static bool IsXml(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
