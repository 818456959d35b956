using System.Collections.Concurrent;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>The filters in their order, ready to be asked. Immutable but for what it remembers of its answers.</summary>
public sealed class EasFilterList
{
    private ConcurrentDictionary<(AccountView Account, string UserAgent), EasFilterOffer> remembered = new();

    /// <summary>A list of filters.</summary>
    public EasFilterList(IReadOnlyList<EasFilter> filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        Filters = filters;
    }

    /// <summary>No filters: everybody is offered everything.</summary>
    public static EasFilterList Empty { get; } = new([]);

    /// <summary>The filters; a position in it is what admins know as a filter's ID.</summary>
    public IReadOnlyList<EasFilter> Filters { get; }

    /// <summary>Where the filter of that key stands, counted from 0; -1 when it is not there.</summary>
    public int PositionOf(string key)
    {
        for (var i = 0; i < Filters.Count; i++)
        {
            if (Filters[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Asks the filters in order, each on the result of those before, until a blocking one has matched.</summary>
    /// <param name="account">Who asks. A view is remembered with its answer; a changed account has a new one.</param>
    /// <param name="userAgent">With what; empty for a client that does not say.</param>
    /// <param name="served">The versions that the server speaks.</param>
    public EasFilterOffer Offer(AccountView account, string userAgent, VersionSet served)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        if (Filters.Count == 0)
        {
            return new(served, null);
        }

        var seen = userAgent.Length <= EasFilterLimits.MaximumUserAgentCharacters ? userAgent : userAgent[..EasFilterLimits.MaximumUserAgentCharacters];
        var known = remembered;
        if (known.TryGetValue((account, seen), out var offer))
        {
            return offer;
        }

        offer = Evaluate(account, seen, served);
        if (known.Count >= EasFilterLimits.MaximumRemembered)
        {
            Interlocked.CompareExchange(ref remembered, new(), known);
        }
        else if (offer.Slow is null)
        {
            // What was decided without a filter that took too long is decided again with the next request.
            known.TryAdd((account, seen), offer);
        }

        return offer;
    }

    private EasFilterOffer Evaluate(AccountView account, string userAgent, VersionSet served)
    {
        var offered = served;
        string? slow = null;
        foreach (var filter in Filters)
        {
            switch (filter.Rule.Matches(account, userAgent))
            {
                case true:
                    offered = filter.Apply(offered, served);
                    if (filter.Blocking)
                    {
                        return new(offered, slow);
                    }

                    break;
                case null:
                    slow ??= filter.Key;
                    break;
            }
        }

        return new(offered, slow);
    }
}
