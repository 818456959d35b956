using System.Xml.Linq;

namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>What a server answered to a simulated phone.</summary>
/// <param name="Http">HTTP status; 0 where nothing came.</param>
/// <param name="Document">The body; null for an empty one, and for one that is no WBXML.</param>
/// <param name="Milliseconds">From sending to the last byte.</param>
/// <param name="Fault">What is wrong with the answer itself; null for nothing.</param>
internal sealed record PhoneAnswer(int Http, XElement? Document, double Milliseconds, string? Fault)
{
    /// <summary>Headers of OPTIONS.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Status right below the root; null where there is none.</summary>
    public int? Status => Number(Document?.Elements().FirstOrDefault(element => element.Name.LocalName == "Status"));

    /// <summary>The same, or that of the one collection of a Sync, which has none of its own where all is well.</summary>
    public int? StatusOrInner => Status ?? Number(Find("Status"));

    /// <summary>The first element of that name, at any depth.</summary>
    public XElement? Find(string name) => Document?.Descendants().FirstOrDefault(element => element.Name.LocalName == name);

    /// <summary>The elements of that name, at any depth.</summary>
    public IEnumerable<XElement> All(string name) => Document?.Descendants().Where(element => element.Name.LocalName == name) ?? [];

    /// <summary>A number within an element; null for what is none.</summary>
    public static int? Number(XElement? element) => int.TryParse(element?.Value, out var number) ? number : null;
}
