using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>Speaks Exchange ActiveSync as a phone does.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1 Request. Of the server's code it shares the WBXML codec, and nothing else.</remarks>
/// <param name="http">The way to the server.</param>
/// <param name="server">The server's address.</param>
/// <param name="user">The account.</param>
/// <param name="password">Its token.</param>
/// <param name="deviceId">The phone's id.</param>
/// <param name="profile">What it says of itself.</param>
/// <param name="time">Measures.</param>
internal sealed class SimulatedPhone(HttpClient http, Uri server, string user, string password, string deviceId, PhoneProfile profile, TimeProvider time)
{
    private const string EndPoint = "Microsoft-Server-ActiveSync";

    /// <summary>The version it has settled on.</summary>
    public string Version { get; set; } = profile.Versions[0];

    /// <summary>The policy key it has; "0" before it was provisioned.</summary>
    public string PolicyKey { get; set; } = "0";

    /// <summary>Asks what the server can do.</summary>
    public Task<PhoneAnswer> OptionsAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Options, EndPoint, null, cancellationToken);

    /// <summary>Sends a command.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="xml">Its document.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    public Task<PhoneAnswer> SendAsync(string command, XElement xml, CancellationToken cancellationToken)
    {
        var wbxml = new ArrayBufferWriter<byte>();
        using var text = new StringReader(xml.ToString(SaveOptions.DisableFormatting));
        if (WbxmlXml.FromXml(text, wbxml) is { } error)
        {
            throw new InvalidOperationException($"The request of {command} cannot be written: {error}");
        }

        return SendAsync(
            HttpMethod.Post,
            $"{EndPoint}?Cmd={command}&User={Uri.EscapeDataString(user)}&DeviceId={Uri.EscapeDataString(deviceId)}&DeviceType={Uri.EscapeDataString(profile.DeviceType)}",
            wbxml.WrittenMemory,
            cancellationToken);
    }

    private async Task<PhoneAnswer> SendAsync(HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        request.Headers.TryAddWithoutValidation("User-Agent", profile.UserAgent);
        if (body is { } bytes)
        {
            request.Headers.Add("MS-ASProtocolVersion", Version);
            request.Headers.Add("X-MS-PolicyKey", PolicyKey);
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.ms-sync.wbxml");
        }

        var started = time.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var took = time.GetElapsedTime(started).TotalMilliseconds;
            var (document, fault) = response.IsSuccessStatusCode ? Read(content) : (null, null);
            return new((int)response.StatusCode, document, took, fault)
            {
                Headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase),
            };
        }
        catch (HttpRequestException error)
        {
            return new(0, null, time.GetElapsedTime(started).TotalMilliseconds, error.Message);
        }
    }

    private static (XElement? Document, string? Fault) Read(byte[] content)
    {
        if (content.Length == 0)
        {
            return (null, null);
        }

        using var xml = new StringWriter();
        if (WbxmlXml.ToXml(content, xml) is { } error)
        {
            return (null, $"the answer is no WBXML: {error}");
        }

        try
        {
            return (XElement.Parse(xml.ToString()), null);
        }
        catch (XmlException malformed)
        {
            return (null, $"the answer cannot be shown: {malformed.Message}");
        }
    }
}
