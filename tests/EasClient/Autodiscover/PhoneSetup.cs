using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace Carbonio.Cloud.EasClient;

/// <summary>A phone whose owner typed in an address and a password, and nothing else: it looks for the server itself.</summary>
/// <remarks>Written from [MS-ASCMD] 2.2.1.1 Autodiscover, 6.2 and 6.3; sharing nothing with the server.</remarks>
public sealed class PhoneSetup : IDisposable
{
    private const string RequestNamespace = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006";
    private const string MobileSyncNamespace = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

    private static readonly XNamespace Outer = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private static readonly XNamespace Inner = MobileSyncNamespace;

    private readonly string address;
    private readonly Func<string, Uri?> dns;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <param name="address">The e-mail address.</param>
    /// <param name="password">Its password.</param>
    /// <param name="dns">Stands in for DNS: a host name to the server that answers there, or null.</param>
    public PhoneSetup(string address, string password, Func<string, Uri?> dns)
    {
        this.address = address;
        this.dns = dns;
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{address}:{password}")));
    }

    /// <summary>The names under which the phone looked, in turn.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Looks for the server.</summary>
    /// <returns>The ActiveSync url; null when nobody told.</returns>
    /// <exception cref="EasViolationException">An answer that breaks the specification.</exception>
    public async Task<Uri?> FindAsync(CancellationToken cancellationToken)
    {
        var domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        foreach (var host in (string[])[domain, $"autodiscover.{domain}"])
        {
            Asked.Add(host);
            if (dns(host) is { } server && await AskAsync(server, cancellationToken) is { } url)
            {
                return url;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<Uri?> AskAsync(Uri server, CancellationToken cancellationToken)
    {
        XNamespace ns = RequestNamespace;
        var request = new XElement(ns + "Autodiscover", new XElement(
            ns + "Request",
            new XElement(ns + "EMailAddress", address),
            new XElement(ns + "AcceptableResponseSchema", MobileSyncNamespace)));
        using var content = new StringContent($"<?xml version=\"1.0\" encoding=\"utf-8\"?>{request}", Encoding.UTF8, "text/xml");
        using var response = await http.PostAsync(new Uri(server, "autodiscover/autodiscover.xml"), content, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        if (response.Content.Headers.ContentType?.MediaType != "text/xml")
        {
            throw new EasViolationException($"Autodiscover answered with {response.Content.Headers.ContentType}.");
        }

        return Read(XDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)));
    }

    private Uri Read(XDocument answer)
    {
        var told = answer.Root is { } root && root.Name == Outer + "Autodiscover" ? root.Element(Inner + "Response") : null;
        string[] order = ["Culture", "User", "Action"];
        if (told is null || !told.Elements().Select(element => element.Name).SequenceEqual(order.Select(name => Inner + name)))
        {
            throw new EasViolationException($"This is no mobilesync response:\n{answer}");
        }

        var mailbox = told.Element(Inner + "User")?.Element(Inner + "EMailAddress")?.Value;
        var mobileSync = told.Element(Inner + "Action")?.Element(Inner + "Settings")?.Elements(Inner + "Server")
            .SingleOrDefault(entry => entry.Element(Inner + "Type")?.Value == "MobileSync");
        if (string.IsNullOrEmpty(mailbox) || !Uri.TryCreate(mobileSync?.Element(Inner + "Url")?.Value, UriKind.Absolute, out var url))
        {
            throw new EasViolationException($"{address} is told no mailbox or no url:\n{answer}");
        }

        return url;
    }
}
