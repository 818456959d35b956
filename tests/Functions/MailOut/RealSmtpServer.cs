using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Carbonio.Cloud.Functions.Tests.MailOut;

/// <summary>An SMTP server that somebody else wrote, with TLS and login.</summary>
public sealed class RealSmtpServer : IAsyncDisposable
{
    public const string User = "carbonio";
    public const string Password = "pass wörd";

    private readonly CancellationTokenSource ending = new();
    private readonly Task running;

    /// <param name="tls">It has a certificate: it offers STARTTLS, or speaks TLS at once.</param>
    /// <param name="implicitTls">TLS from the first byte.</param>
    /// <param name="login">It takes mail from who is logged in alone.</param>
    public RealSmtpServer(bool tls, bool implicitTls = false, bool login = false)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var options = new SmtpServerOptionsBuilder()
            .ServerName("relay.test")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(implicitTls).AuthenticationRequired(login);
                if (tls)
                {
                    endpoint.Certificate(Certificate);
                }
            })
            .Build();
        var services = new ServiceProvider();
        services.Add(new Store(Messages));
        services.Add(new Authenticator(Logins));
        running = new SmtpServer.SmtpServer(options, services).StartAsync(ending.Token);
    }

    public int Port { get; }

    public X509Certificate2 Certificate { get; } = Make();

    /// <summary>Sender, recipients, and bytes of each mail.</summary>
    public ConcurrentQueue<(string Sender, string[] Recipients, byte[] Bytes)> Messages { get; } = new();

    public ConcurrentQueue<string> Logins { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // as asked
        }

        Certificate.Dispose();
        ending.Dispose();
    }

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=relay.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var made = request.CreateSelfSigned(now, now.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Store(ConcurrentQueue<(string Sender, string[] Recipients, byte[] Bytes)> messages) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            messages.Enqueue(($"{transaction.From.User}@{transaction.From.Host}", [.. transaction.To.Select(to => $"{to.User}@{to.Host}")], buffer.ToArray()));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Authenticator(ConcurrentQueue<string> logins) : IUserAuthenticator
    {
        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken token)
        {
            logins.Enqueue(user);
            return Task.FromResult(user == User && password == Password);
        }
    }
}
