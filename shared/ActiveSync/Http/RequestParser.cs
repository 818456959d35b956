using System.Buffers;
using System.Globalization;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Devices.Registry;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Reads what a POST asks for from its query and headers.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1 Request-Line, 2.2.1.1.2 Request Headers.</remarks>
public static class RequestParser
{
    private const int MaximumQueryCharacters = 4096;
    private const int MaximumDeviceTypeCharacters = 128;

    // Letters and digits are the rule; some devices put a GUID in its registry form there.
    private static readonly SearchValues<char> DeviceIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.{}");

    /// <summary>Reads a request.</summary>
    /// <returns>False when there is no command to run; then <paramref name="refusal"/> says why.</returns>
    public static bool TryParse(IEasHttp http, out EasRequest request, out RequestRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(http);
        request = null!;
        refusal = RequestRefusal.BadRequest;
        var query = http.Query;
        if (query.Length is 0 or > MaximumQueryCharacters)
        {
            return false;
        }

        QueryFields fields;
        if (PlainQuery.IsPlain(query))
        {
            PlainQuery.Read(query, out fields);
            if (fields.Command is null)
            {
                refusal = RequestRefusal.NotImplemented;
                return false;
            }

            fields.Version = EasVersion.Parse(http.Header("MS-ASProtocolVersion").AsSpan().Trim());
            fields.AcceptMultiPart = http.Header("MS-ASAcceptMultiPart") is { } accept && accept.AsSpan().Trim().Equals("T", StringComparison.OrdinalIgnoreCase);
        }
        else if (!Base64Query.TryRead(query, out fields))
        {
            return false;
        }

        if (fields.Version is not { } version || VersionRules.Find(version) is not { } rules)
        {
            return false;
        }

        if (fields.Command is not { } command)
        {
            refusal = RequestRefusal.NotImplemented;
            return false;
        }

        if (!IsDeviceId(fields.DeviceId))
        {
            refusal = new(0, command, rules, CommonStatus.DeviceIdMissingOrInvalid);
            return false;
        }

        if (!IsDeviceType(fields.DeviceType))
        {
            refusal = new(0, command, rules, CommonStatus.DeviceTypeMissingOrInvalid);
            return false;
        }

        request = new()
        {
            Command = command,
            Rules = rules,
            DeviceId = fields.DeviceId!,
            DeviceType = fields.DeviceType!,
            User = fields.User,
            PolicyKey = fields.PolicyKey ?? ReadPolicyKey(http.Header("X-MS-PolicyKey")),
            UserAgent = http.Header("User-Agent") ?? "",
            Language = http.Header("Accept-Language") ?? Locales.Tag(fields.Locale) ?? "",
            AcceptMultiPart = fields.AcceptMultiPart,
        };
        return true;
    }

    // What is no number is a key that was never given: the device shall get one, not an error it cannot mend.
    private static uint? ReadPolicyKey(string? header) =>
        header is null ? null
        : uint.TryParse(header, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var key) ? key
        : 0;

    private static bool IsDeviceId(string? text) =>
        text is { Length: > 0 and <= DeviceStore.MaximumDeviceIdCharacters } && !text.AsSpan().ContainsAnyExcept(DeviceIdCharacters);

    private static bool IsDeviceType(string? text) =>
        text is { Length: > 0 and <= MaximumDeviceTypeCharacters } && !text.AsSpan().ContainsAnyInRange('\0', '\u001F');
}
