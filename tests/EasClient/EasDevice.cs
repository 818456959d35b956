using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Carbonio.Cloud.EasClient;

/// <summary>A phone: sends commands as one does and refuses every answer that one could stumble over.</summary>
/// <remarks>
/// Written from [MS-ASHTTP] and [MS-ASCMD], sharing nothing with the server. It keeps no state but its policy key;
/// what it holds of a mailbox is in <see cref="PhoneModel"/>. Safe for several requests at once, as phones send them.
/// </remarks>
public sealed partial class EasDevice : IDisposable
{
    private const string EndPoint = "Microsoft-Server-ActiveSync";
    private const string WbxmlType = "application/vnd.ms-sync.wbxml";

    private readonly HttpClient http;

    /// <summary>A phone that has not been provisioned yet.</summary>
    /// <param name="settings">What its owner typed in.</param>
    /// <param name="transport">Stands in for the network; null uses it.</param>
    public EasDevice(EasDeviceSettings settings, HttpMessageHandler? transport = null)
    {
        Settings = settings;
        http = new HttpClient(transport ?? Network(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the owner typed in.</summary>
    public EasDeviceSettings Settings { get; }

    /// <summary>Sent with every command except Ping; "0" before provisioning, null sends none.</summary>
    public string? PolicyKey { get; set; } = "0";

    /// <summary>Sends a command with a document, or with an empty body, and checks the answer.</summary>
    /// <param name="command">Such as <c>FolderSync</c>.</param>
    /// <param name="body">Null sends the empty body that stands for the last full request.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    /// <param name="multipart">Asks for a multipart answer; ItemOperations only.</param>
    /// <exception cref="EasHttpException">HTTP status other than 200.</exception>
    /// <exception cref="EasViolationException">An answer that breaks the specification.</exception>
    public async Task<EasAnswer> SendAsync(string command, WbxmlNode? body, CancellationToken cancellationToken, bool multipart = false)
    {
        using var request = CreateRequest(command, body is null ? null : WbxmlEncoder.Encode(body), multipart);
        var response = await ExchangeAsync(request, cancellationToken);
        return AnswerHygiene.Check(command, Settings, multipart, response);
    }

    /// <summary>The request of a command as this phone sends it, to be sent or to be spoilt first.</summary>
    /// <param name="command">Any text, so that a test can send a wrong one (with the plain query).</param>
    /// <param name="body">Any bytes; null for an empty body.</param>
    /// <param name="multipart">Asks for a multipart answer.</param>
    public HttpRequestMessage CreateRequest(string command, byte[]? body, bool multipart = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address(command, multipart));
        if (!Settings.Base64Query)
        {
            request.Headers.Add("MS-ASProtocolVersion", Settings.Version.ToString());
            if (PolicyKey is not null && command != "Ping")
            {
                request.Headers.Add("X-MS-PolicyKey", PolicyKey);
            }

            if (multipart)
            {
                request.Headers.Add("MS-ASAcceptMultiPart", "T");
            }
        }

        request.Content = new ByteArrayContent(body ?? []);
        if (body is not null)
        {
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(WbxmlType);
        }

        return request;
    }

    /// <summary>Sends a request with this phone's name and password, and hands back whatever comes.</summary>
    /// <exception cref="TimeoutException">Nothing came within <see cref="EasDeviceSettings.Patience"/>.</exception>
    public async Task<EasResponse> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.ParseAdd(Settings.UserAgent);
        if (Settings.Password is not null)
        {
            var credentials = Encoding.UTF8.GetBytes($"{Settings.User}:{Settings.Password}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        }

        if (Settings.AcceptGzip)
        {
            request.Headers.AcceptEncoding.ParseAdd("gzip");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Settings.Patience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            // Read before the body: afterwards the framework makes up a length of its own.
            var headers = HeadersOf(response);
            var wire = await response.Content.ReadAsByteArrayAsync(patience.Token);
            return new EasResponse(response.StatusCode, headers, wire, Unpacked(headers, wire));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer to {request.RequestUri} within {Settings.Patience}.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler Network() =>
        new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => string.Join(", ", (IEnumerable<string>)header.Value), StringComparer.OrdinalIgnoreCase);

    private static byte[] Unpacked(Dictionary<string, string> headers, byte[] wire)
    {
        if (headers.GetValueOrDefault("Content-Encoding") != "gzip")
        {
            return wire;
        }

        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(wire), CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }

        return unpacked.ToArray();
    }

    private Uri Address(string command, bool multipart)
    {
        if (!Settings.Base64Query)
        {
            return new Uri(
                Settings.Server,
                $"{EndPoint}?Cmd={command}&User={Uri.EscapeDataString(Settings.User)}&DeviceId={Settings.DeviceId}&DeviceType={Settings.DeviceType}");
        }

        uint? key = PolicyKey is null ? null : uint.Parse(PolicyKey, CultureInfo.InvariantCulture);
        var query = new Base64Query(
            Settings.Version.Tenfold, EasCommandCodes.Get(command), Settings.DeviceId, key, Settings.DeviceType, multipart);
        return new Uri(Settings.Server, $"{EndPoint}?{query.Encode()}");
    }
}
