namespace Carbonio.Cloud.Directory;

/// <summary>Something read from a partition, or that there was nothing. It holds as long as the partition was not forgotten as a whole.</summary>
internal sealed class Cached<T>(DirectoryScope scope, T? value)
    where T : class
{
    private readonly int forgotten = scope.Forgotten;

    public T? Value => value;

    public bool Holds(DirectoryScope current) => ReferenceEquals(scope, current) && forgotten == current.Forgotten;
}
