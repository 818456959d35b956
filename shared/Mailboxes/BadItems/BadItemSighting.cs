using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>An answer holds a note in place of an item.</summary>
/// <param name="Item">The item as it was read.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record BadItemSighting(Item Item, BadItemReason Reason);
