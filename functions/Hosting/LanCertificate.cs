using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>The certificate for https: the operator's, or for a try on the local network one of our own, made once.</summary>
internal static class LanCertificate
{
    private const string FileName = "lan.pfx";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // Phones refuse longer ones.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(820);

    /// <summary>Addresses by which phones of the local network can reach this machine.</summary>
    public static IReadOnlyList<IPAddress> LocalAddresses() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)),
    ];

    public static X509Certificate2 Load(ServerSettings settings, TimeProvider time)
    {
        if (settings.Carbonio.Https.CertificatePath is { Length: > 0 } path)
        {
            return Path.GetExtension(path) is ".pem" or ".crt"
                ? X509Certificate2.CreateFromPemFile(path)
                : X509CertificateLoader.LoadPkcs12FromFile(path, null);
        }

        var file = Path.Combine(settings.DataFolder, FileName);
        if (!File.Exists(file))
        {
            PrivateFiles.Write(file, Make(time.GetUtcNow()));
        }

        return X509CertificateLoader.LoadPkcs12FromFile(file, null);
    }

    private static byte[] Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Environment.MachineName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Environment.MachineName);
        names.AddIpAddress(IPAddress.Loopback);
        foreach (var address in LocalAddresses())
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
