using System.Text.Json;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>
/// Autodiscover v2: a client names an address and a protocol and is told where that is, without a password. Every address gets
/// the same answer; the directory is never asked.
/// </summary>
/// <remarks>No specification exists; this is what Exchange answers and what Outlook for iOS, Android and Windows take.</remarks>
internal static class AutodiscoverJson
{
    private const string ContentType = "application/json; charset=utf-8";

    private const string ActiveSync = "ActiveSync";
    private const string AutodiscoverV1 = "AutodiscoverV1";

    /// <param name="query">The query as it came.</param>
    /// <param name="pathAddress">The address behind <c>/v1.0/</c>; empty when the query has it.</param>
    /// <param name="server">Where this server is; null when that is not known.</param>
    public static EasAnswer Answer(string query, string pathAddress, ServerAddress? server)
    {
        var address = pathAddress.Length > 0 ? pathAddress : Find(query, "Email");
        if (string.IsNullOrEmpty(address))
        {
            return Error(400, "MandatoryParameterMissing", "A valid smtp address must be provided.");
        }

        if (!AddressText.TryNormalize(address, out _))
        {
            return Error(400, "InvalidUserId", "The given smtp address is invalid.");
        }

        var protocol = Find(query, "Protocol");
        if (string.IsNullOrEmpty(protocol))
        {
            return Error(400, "MandatoryParameterMissing", "A valid value must be provided for the query parameter 'Protocol'.");
        }

        return server is null ? Error(500, "InternalServerError", AutodiscoverRefusal.NoServerAddress.Message)
            : protocol.Equals(ActiveSync, StringComparison.OrdinalIgnoreCase) ? Found(ActiveSync, server.ActiveSyncUrl)
            : protocol.Equals(AutodiscoverV1, StringComparison.OrdinalIgnoreCase) ? Found(AutodiscoverV1, server.AutodiscoverUrl)
            : Error(400, "ProtocolNotSupported", $"The given protocol value is not supported. Supported values are '{ActiveSync},{AutodiscoverV1}'.");
    }

    public static EasAnswer Error(int httpStatus, string code, string message) => Write(httpStatus, ("ErrorCode", code), ("ErrorMessage", message));

    private static EasAnswer Found(string protocol, string url) => Write(200, ("Protocol", protocol), ("Url", url));

    private static EasAnswer Write(int httpStatus, params ReadOnlySpan<(string Name, string Value)> properties)
    {
        var body = EasAnswer.NewBody();
        using (var json = new Utf8JsonWriter((Stream)body))
        {
            json.WriteStartObject();
            foreach (var (name, value) in properties)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return EasAnswer.Document(httpStatus, ContentType, body);
    }

    /// <summary>The first value of a parameter, its name in any case; null when it is missing or far too long.</summary>
    private static string? Find(ReadOnlySpan<char> query, string name)
    {
        foreach (var range in query.Split('&'))
        {
            var part = query[range];
            var equals = part.IndexOf('=');
            if (equals > 0 && part[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return PlainQuery.Unescape(part[(equals + 1)..]);
            }
        }

        return null;
    }
}
