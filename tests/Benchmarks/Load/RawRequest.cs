using System.Globalization;
using System.Text;
using Carbonio.Cloud.Benchmarks.Servers;

namespace Carbonio.Cloud.Benchmarks.Load;

/// <summary>Requests as bytes, made once and sent often.</summary>
internal static class RawRequest
{
    private const string Host = "Host: 127.0.0.1\r\n";

    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{Host}\r\n");

    public static byte[] Post(string path, (string Name, string Value)[] headers, ReadOnlySpan<byte> body)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\n{Host}Content-Length: {body.Length}\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    /// <summary>What a phone asks first.</summary>
    public static byte[] Options(Login login) =>
        Encoding.ASCII.GetBytes($"OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\n{Host}Authorization: {Basic(login)}\r\n\r\n");

    /// <summary>A command with the headers that phones send.</summary>
    public static byte[] Command(string command, Login login, string deviceId, string? policyKey, ReadOnlySpan<byte> body, bool gzip = true)
    {
        (string, string)[] headers =
        [
            ("Authorization", Basic(login)),
            ("User-Agent", "Benchmark/1.0"),
            ("Accept", "*/*"),
            ("Accept-Encoding", gzip ? "gzip, deflate" : "identity"),
            ("MS-ASProtocolVersion", "16.1"),
            ("Content-Type", "application/vnd.ms-sync.wbxml"),
        ];
        return Post(
            $"/Microsoft-Server-ActiveSync?Cmd={command}&User={Uri.EscapeDataString(login.User)}&DeviceId={deviceId}&DeviceType=SmartPhone",
            policyKey is null ? headers : [.. headers, ("X-MS-PolicyKey", policyKey)],
            body);
    }

    private static string Basic(Login login) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Password}"))}";
}
