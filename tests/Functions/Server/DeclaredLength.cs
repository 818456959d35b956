using System.Net.Sockets;
using System.Text;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Announces a huge body and sends none of it: only a server that looks at the announcement answers.</summary>
public static class DeclaredLength
{
    /// <summary>The HTTP status of the answer.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">With query.</param>
    /// <param name="authorization">The header's value.</param>
    /// <param name="contentType">The header's value.</param>
    /// <param name="declaredBytes">What Content-Length says.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    public static async Task<int> PostAsync(
        Uri server, string path, string authorization, string contentType, long declaredBytes, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = client.GetStream();
        var head =
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: {authorization}\r\n" +
            $"MS-ASProtocolVersion: 16.1\r\nContent-Type: {contentType}\r\nContent-Length: {declaredBytes}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var statusLine = await reader.ReadLineAsync(cancellationToken);
        return int.Parse(statusLine!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
