using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>How much a device holds.</summary>
/// <param name="ByClass">Items it has confirmed, by class.</param>
/// <param name="Folders">Folders it was told of.</param>
public sealed record HeldCount(IReadOnlyDictionary<ItemClass, int> ByClass, int Folders)
{
    /// <summary>Items of a class.</summary>
    public int Items(ItemClass itemClass) => ByClass.GetValueOrDefault(itemClass);
}
