namespace Carbonio.Cloud.Directory;

/// <summary>Where ids, salts and secrets come from. A test gives its own.</summary>
public interface IRandomSource
{
    /// <summary>Fills <paramref name="destination"/> with bytes nobody can predict.</summary>
    void Fill(Span<byte> destination);
}
