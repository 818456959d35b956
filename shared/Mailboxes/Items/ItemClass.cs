namespace Carbonio.Cloud.Mailboxes.Items;

/// <summary>Class of an item.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.27 Class.</remarks>
public enum ItemClass : byte
{
    /// <summary>Mail.</summary>
    Email = 1,

    /// <summary>Events.</summary>
    Calendar = 2,

    /// <summary>Contacts.</summary>
    Contacts = 3,

    /// <summary>Tasks.</summary>
    Tasks = 4,

    /// <summary>Notes.</summary>
    Notes = 5,
}
