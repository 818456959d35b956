using Carbonio.Cloud.Devices.Policies;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>Writes a policy as EASProvisionDoc.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.28 EASProvisionDoc. Every version on offer takes every setting.</remarks>
internal static class PolicyWriter
{
    public static void Write(WbxmlWriter writer, PolicyDocument policy)
    {
        writer.Start(ProvisionPage.EASProvisionDoc);
        foreach (var setting in policy.Settings)
        {
            // A setting is called what its element is.
            var tag = ProvisionPage.Page.FindTag(setting.Name) ?? throw new InvalidOperationException($"There is no element {setting.Name}.");
            if (ItemOf(tag) is { } item)
            {
                WriteList(writer, tag, item, setting.Values);
            }
            else
            {
                writer.Element(tag, setting.Values[0]);
            }
        }

        writer.End();
    }

    private static void WriteList(WbxmlWriter writer, WbxmlTag list, WbxmlTag item, IReadOnlyList<string> values)
    {
        writer.Start(list);
        foreach (var value in values)
        {
            writer.Element(item, value);
        }

        writer.End();
    }

    private static WbxmlTag? ItemOf(WbxmlTag list) => list switch
    {
        ProvisionPage.UnapprovedInROMApplicationList => ProvisionPage.ApplicationName,
        ProvisionPage.ApprovedApplicationList => ProvisionPage.Hash,
        _ => null,
    };
}
