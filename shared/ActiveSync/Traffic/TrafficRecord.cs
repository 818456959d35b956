using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Traffic;

/// <summary>What account loggers write of one request: made when the account is known, filled as the request goes on.</summary>
public sealed partial class TrafficRecord
{
    // Only these: what carries a password or a cookie is not among them.
    private static readonly string[] RequestHeaders =
    [
        "User-Agent", "Content-Type", "Content-Length", "Accept-Language", "Accept-Encoding", "MS-ASProtocolVersion", "X-MS-PolicyKey", "MS-ASAcceptMultiPart",
    ];

    private readonly IEasHttp http;
    private readonly StoreMeter? meter;
    private string request = "";
    private int requestBytes;

    internal TrafficRecord(RunningLoggers loggers, IEasHttp http)
    {
        Loggers = loggers;
        this.http = http;
        meter = loggers.Level >= AccountLoggerLevel.Trace ? StoreMeter.Begin() : null;
    }

    /// <summary>Who writes it.</summary>
    public RunningLoggers Loggers { get; }

    private int BodyCharacters => Loggers.Level >= AccountLoggerLevel.Trace ? AccountLoggerLimits.TraceBodyCharacters : AccountLoggerLimits.DebugBodyCharacters;

    /// <summary>Keeps the request's body: the command may let go of it.</summary>
    public void KeepRequest(ReadOnlySpan<byte> body)
    {
        requestBytes = body.Length;
        if (Loggers.Level >= AccountLoggerLevel.Debug && body.Length > 0)
        {
            request = Show(body, IsText(http.Header("Content-Type")));
        }
    }

    /// <summary>The record as one of the loggers has it.</summary>
    /// <param name="level">The logger's.</param>
    /// <param name="name">The command.</param>
    /// <param name="deviceId">The device, or null.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="took">How long it took, with all waiting.</param>
    public string Text(AccountLoggerLevel level, string name, string? deviceId, EasAnswer answer, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{name} device {deviceId ?? "-"} HTTP {answer.HttpStatus} in {took.TotalMilliseconds:F1} ms, request {requestBytes} bytes, answer {answer.Body.Length} bytes");
        if (level >= AccountLoggerLevel.Debug)
        {
            AppendExchange(text, answer);
        }

        if (level >= AccountLoggerLevel.Trace && meter is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nstore: {meter.Reads} reads, {meter.Writes} writes");
        }

        return text.ToString();
    }

    private void AppendExchange(StringBuilder text, EasAnswer answer)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nrequest: {http.Method} ?{http.Query}");
        foreach (var header in RequestHeaders)
        {
            if (http.Header(header) is { } value)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {header}: {value}");
            }
        }

        Append(text, request);
        text.Append(CultureInfo.InvariantCulture, $"\nanswer: HTTP {answer.HttpStatus}");
        if (answer.ContentType is { } type)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  Content-Type: {type}");
        }

        foreach (var (header, value) in answer.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {header}: {value}");
        }

        if (!answer.Body.IsEmpty)
        {
            Append(text, Show(FirstPart(answer), IsText(answer.ContentType)));
        }
    }

    private static void Append(StringBuilder text, string body)
    {
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                text.Append("\n  ").Append(line);
            }
        }
    }

    /// <summary>The document of a multipart answer: its first part.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.10.1 MultiPartResponse: PartCount, then offset and length of each part, little-endian.</remarks>
    private static ReadOnlySpan<byte> FirstPart(EasAnswer answer)
    {
        var body = answer.Body.ToArray();
        if (answer.ContentType != EasAnswer.MultipartContentType)
        {
            return body;
        }

        var offset = BitConverter.ToInt32(body, 4);
        var length = BitConverter.ToInt32(body, 8);
        return body.AsSpan(offset, length);
    }

    private string Show(ReadOnlySpan<byte> body, bool isText)
    {
        using var shown = new BoundedText(BodyCharacters);
        if (isText)
        {
            var bytes = Math.Min(body.Length, BodyCharacters);
            shown.Write(Encoding.UTF8.GetString(body[..bytes]));
            return shown + More(body.Length - bytes, "bytes");
        }

        var fault = WbxmlXml.ToXml(body, shown);
        var xml = Password().Replace(shown.ToString(), "<Password>***</Password>") + More(shown.Dropped, "characters");
        return fault is { } at ? $"{xml}\nmalformed: {at}" : xml;
    }

    private static string More(long left, string what) => left > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n... {left} {what} more") : "";

    private static bool IsText(string? contentType) =>
        contentType is not null && (contentType.StartsWith("message/", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase));

    // Settings carries the device's recovery password, Search and ItemOperations the login of another server. What was cut off
    // may end within one.
    [GeneratedRegex("<Password\\b[^>]*>.*?(</Password>|\\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Password();
}
