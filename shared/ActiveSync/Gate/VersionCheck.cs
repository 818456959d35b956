using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>Is the request's protocol version one that the EAS filters leave to this account and user agent?</summary>
/// <remarks>
/// [MS-ASCMD] 2.2.2 Common Status Codes, 138 VersionNotSupported: what Exchange Online says to a version that it stopped to offer.
/// docs/decisions/0021-filters-jail-and-loggers.md.
/// </remarks>
public sealed class VersionCheck(EasFilterStore filters) : IGateCheck
{
    /// <inheritdoc/>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(request);
        return filters.Current.Filters.Count == 0 || VersionOffer.Of(filters.Offer(account, request.UserAgent, VersionOffer.Served)).Has(request.Rules)
            ? null
            : CommonStatus.VersionNotSupported;
    }
}
