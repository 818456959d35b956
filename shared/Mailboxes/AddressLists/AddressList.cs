using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Search;

namespace Carbonio.Cloud.Mailboxes.AddressLists;

/// <summary>The address list of one domain at one moment: accounts that are not hidden and not closed, by name.</summary>
public sealed class AddressList
{
    /// <summary>Longest text that is looked for.</summary>
    public const int MaximumCharacters = 256;

    private readonly AddressEntry[] entries;

    internal AddressList(IEnumerable<ListedAccount> accounts) => entries =
    [
        .. accounts
            .Where(IsShown)
            .Select(account => new AddressEntry(account))
            .OrderBy(entry => entry.FoldedName, StringComparer.Ordinal)
            .ThenBy(entry => entry.Address, StringComparer.Ordinal),
    ];

    /// <summary>Everybody, by name.</summary>
    public IReadOnlyList<AddressEntry> Entries => entries;

    /// <summary>People whose names or addresses begin with what is looked for; of several words all must be found.</summary>
    /// <returns>By name; none for a text of blanks alone.</returns>
    public IReadOnlyList<AddressEntry> Find(string text)
    {
        var folded = FoldedText.Fold(text);
        var words = folded.Split(' ');
        return folded.Length == 0 ? [] : [.. entries.Where(entry => entry.Matches(folded, words))];
    }

    /// <summary>The person of an address, primary or alias, in any case; null when there is none.</summary>
    public AddressEntry? FindAddress(string address) =>
        AddressText.TryNormalize(address, out var normalized) ? Array.Find(entries, entry => entry.HasAddress(normalized)) : null;

    /// <summary>People who are called exactly so, without regard to case and accents.</summary>
    public IReadOnlyList<AddressEntry> FindName(string name)
    {
        var folded = FoldedText.Fold(name);
        return [.. entries.Where(entry => entry.FoldedName == folded)];
    }

    /// <summary>Whether an account stands in address lists.</summary>
    internal static bool IsShown(ListedAccount account) =>
        !account.Attributes.Boolean(ConfigurationAttributes.HideInGal)
        && !string.Equals(account.Attributes.Text(ConfigurationAttributes.AccountStatus), nameof(AccountStatus.Closed), StringComparison.OrdinalIgnoreCase);
}
