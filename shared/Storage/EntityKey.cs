namespace Carbonio.Cloud.Storage;

/// <summary>Where a row stands.</summary>
/// <param name="Table">One of <see cref="Tables"/>.</param>
/// <param name="Partition">Rows of one partition commit together. Printable ASCII without <c>/ \ # ?</c>, 1 to 512 characters.</param>
/// <param name="Row">Unique in the partition, ordered by ordinal comparison. Same characters, 1 to 512.</param>
public readonly record struct EntityKey(string Table, string Partition, string Row);
