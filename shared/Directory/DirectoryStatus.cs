namespace Carbonio.Cloud.Directory;

/// <summary>How a change ended.</summary>
public enum DirectoryStatus
{
    /// <summary>It holds now.</summary>
    Done,

    /// <summary>It was there before, as asked for: nothing changed.</summary>
    Exists,

    /// <summary>The name belongs to something or somebody else.</summary>
    Taken,

    /// <summary>There is nothing of that name.</summary>
    NotFound,

    /// <summary>What was asked for is not allowed; the message says what is.</summary>
    Invalid,

    /// <summary>Something still depends on it.</summary>
    InUse,

    /// <summary>It is no longer what the admin has read: read it again.</summary>
    Changed,

    /// <summary>Too many passwords are being hashed: try again in a few seconds.</summary>
    Busy,
}
