using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>What a device says of its wipe.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.1 AccountOnlyRemoteWipe, 2.2.2.45 RemoteWipe, 2.2.2.54.3 Status (RemoteWipe).</remarks>
/// <param name="AccountOnly">It is about the wipe of one account.</param>
/// <param name="Done">1 is true, 2 is false, anything else says nothing.</param>
internal sealed record WipeAcknowledgement(bool AccountOnly, bool? Done)
{
    /// <summary>Reads the element that the reader stands at.</summary>
    public static WipeAcknowledgement Read(ref WbxmlReader reader)
    {
        var accountOnly = reader.Tag == ProvisionPage.AccountOnlyRemoteWipe;
        var wipe = reader.Depth;
        bool? done = null;
        while (reader.ReadChild(wipe))
        {
            if (reader.Tag == ProvisionPage.Status)
            {
                done = reader.ReadInt32() switch { 1 => true, 2 => false, _ => null };
            }
        }

        return new(accountOnly, done);
    }
}
