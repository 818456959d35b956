namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>Outcome of a Search, for its store.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.13 Status (Search).</remarks>
public enum SearchStatus
{
    /// <summary>Done, also when nothing was found.</summary>
    Success = 1,

    /// <summary>Against the schema, or a value that is none.</summary>
    InvalidRequest = 2,

    /// <summary>The link leads to no document: this server has no document library.</summary>
    BadLink = 4,

    /// <summary>A query of a kind that is not answered, or that would have to read more than one request may.</summary>
    TooComplex = 8,

    /// <summary>It took too long.</summary>
    TimedOut = 10,

    /// <summary>A folder that is not there: the device's folders are out of date.</summary>
    FolderSyncRequired = 11,

    /// <summary>The range begins behind the last result.</summary>
    EndOfRetrievableRange = 12,

    /// <summary>A body part other than HTML was asked for: the common status.</summary>
    BodyPartPreferenceTypeNotSupported = CommonStatus.BodyPartPreferenceTypeNotSupported,
}
