using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Search;

namespace Carbonio.Cloud.Mailboxes.AddressLists;

/// <summary>A person of an address list. What is not known is null.</summary>
public sealed class AddressEntry
{
    private static readonly char[] Separators = [' ', '.', '-', '_', ',', '\'', '(', ')', '"'];

    private readonly string[] words;
    private readonly string[] addresses;

    internal AddressEntry(ListedAccount account)
    {
        string? Text(ConfigurationAttribute attribute) => account.Attributes.Text(attribute);
        Address = account.Address;
        DisplayName = Text(ConfigurationAttributes.DisplayName) ?? account.Address;
        FirstName = Text(ConfigurationAttributes.GivenName);
        LastName = Text(ConfigurationAttributes.Surname);
        Title = Text(ConfigurationAttributes.Title);
        Company = Text(ConfigurationAttributes.Company);
        Office = Text(ConfigurationAttributes.Office);
        Phone = Text(ConfigurationAttributes.Phone);
        HomePhone = Text(ConfigurationAttributes.HomePhone);
        MobilePhone = Text(ConfigurationAttributes.MobilePhone);
        addresses = [Address, .. account.Aliases];
        FoldedName = FoldedText.Fold(DisplayName);
        var names = new[] { DisplayName, FirstName, LastName }.OfType<string>().Select(name => FoldedText.Fold(name)).ToList();
        words =
        [
            .. names
                .Concat(names.SelectMany(name => name.Split(Separators, StringSplitOptions.RemoveEmptyEntries)))
                .Concat(addresses.Select(address => FoldedText.Fold(address)))
                .Concat(addresses.SelectMany(address => FoldedText.Fold(LocalPart(address)).Split(Separators, StringSplitOptions.RemoveEmptyEntries)))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Name of the person; the address where none is set.</summary>
    public string DisplayName { get; }

    /// <summary>Primary address.</summary>
    public string Address { get; }

    /// <summary>The primary address without its domain.</summary>
    public string Alias => LocalPart(Address);

    /// <summary>First name.</summary>
    public string? FirstName { get; }

    /// <summary>Last name.</summary>
    public string? LastName { get; }

    /// <summary>What the person is in the company.</summary>
    public string? Title { get; }

    /// <summary>Company.</summary>
    public string? Company { get; }

    /// <summary>Office.</summary>
    public string? Office { get; }

    /// <summary>Telephone at work.</summary>
    public string? Phone { get; }

    /// <summary>Telephone at home.</summary>
    public string? HomePhone { get; }

    /// <summary>Mobile telephone.</summary>
    public string? MobilePhone { get; }

    /// <summary>The name as it is sorted and compared.</summary>
    internal string FoldedName { get; }

    /// <summary>Whether a normalised address is one of this person's.</summary>
    internal bool HasAddress(string address) => addresses.Contains(address, StringComparer.Ordinal);

    /// <summary>Whether names or addresses begin with what is looked for: with the whole of it, or with each of its words.</summary>
    internal bool Matches(string folded, string[] foldedWords) => Begins(folded) || Array.TrueForAll(foldedWords, Begins);

    private bool Begins(string beginning) => Array.Exists(words, word => word.StartsWith(beginning, StringComparison.Ordinal));

    private static string LocalPart(string address) => address[..address.IndexOf('@', StringComparison.Ordinal)];
}
