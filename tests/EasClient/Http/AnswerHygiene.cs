using System.Globalization;
using System.Net;

namespace Carbonio.Cloud.EasClient;

/// <summary>What holds for every answer to a command, whatever the command was.</summary>
/// <remarks>[MS-ASHTTP] 2.2.2 Response.</remarks>
public static class AnswerHygiene
{
    private const string Wbxml = "application/vnd.ms-sync.wbxml";
    private const string Multipart = "application/vnd.ms-sync.multipart";
    private const int WorthPacking = 1024;

    private static readonly HashSet<string> MayBeEmpty = ["Sync", "SendMail", "SmartForward", "SmartReply"];

    /// <summary>Checks the answer and reads its document.</summary>
    /// <exception cref="EasHttpException">The HTTP status is not 200, and its own rules are kept.</exception>
    /// <exception cref="EasViolationException">A rule is broken.</exception>
    /// <exception cref="WbxmlFormatException">The body is not WBXML.</exception>
    public static EasAnswer Check(string command, EasDeviceSettings device, bool multipart, EasResponse response)
    {
        Demand(response.Header("MS-Server-ActiveSync") is { Length: > 0 }, $"{command}: no MS-Server-ActiveSync header");
        if (response.Status != HttpStatusCode.OK)
        {
            CheckRefusal(command, response);
            throw new EasHttpException(command, response);
        }

        Demand(
            response.Header("Content-Length") == response.Wire.Length.ToString(CultureInfo.InvariantCulture),
            $"{command}: Content-Length is '{response.Header("Content-Length")}' for {response.Wire.Length} bytes");
        Demand(response.Header("Transfer-Encoding") is null, $"{command}: Transfer-Encoding beside Content-Length");
        CheckPacking(command, device, response);

        if (response.Wire.Length == 0)
        {
            Demand(MayBeEmpty.Contains(command), $"{command} was answered with an empty body");
            Demand(response.Header("Content-Type") is null, $"{command}: an empty body with a Content-Type");
            return new EasAnswer(response, null, []);
        }

        Demand(
            response.Header("Content-Type") == (multipart ? Multipart : Wbxml),
            $"{command}: Content-Type is '{response.Header("Content-Type")}'");
        var parts = multipart ? MultipartBody.Read(response.Body) : [response.Body];
        var root = WbxmlDecoder.Decode(parts[0]);
        Demand(root.Tag.Name == command, $"{command} was answered with {root.Name}");
        AnswerSchema.Check(root, device.Version);
        return new EasAnswer(response, root, [.. parts.Skip(1)]);
    }

    private static void CheckRefusal(string command, EasResponse response)
    {
        if (response.Status == HttpStatusCode.Unauthorized)
        {
            Demand(
                response.Header("WWW-Authenticate")?.StartsWith("Basic ", StringComparison.Ordinal) == true,
                $"{command}: 401 without a Basic challenge, which keeps many devices from sending their password");
        }

        if (response.Status == HttpStatusCode.ServiceUnavailable)
        {
            Demand(
                int.TryParse(response.Header("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out _),
                $"{command}: 503 without Retry-After in seconds");
        }
    }

    private static void CheckPacking(string command, EasDeviceSettings device, EasResponse response)
    {
        var encoding = response.Header("Content-Encoding");
        Demand(encoding is null or "gzip", $"{command}: Content-Encoding {encoding}");
        Demand(encoding is null || device.AcceptGzip, $"{command}: gzip, not asked for");
        Demand(
            encoding is not null || !device.AcceptGzip || response.Wire.Length < WorthPacking,
            $"{command}: {response.Wire.Length} bytes not packed though gzip was asked for");
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new EasViolationException(otherwise + ".");
        }
    }
}
