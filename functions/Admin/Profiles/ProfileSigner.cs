using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>
/// Signs profiles with the server's own certificate, so that phones show them as verified, or where this process has none with a
/// key that is made once and kept in the data folder: then nobody can change a profile on its way, but phones know no name for it.
/// </summary>
/// <remarks>[RFC 5652] 5 Signed-data Content Type.</remarks>
internal sealed class ProfileSigner(ServerSettings settings, TimeProvider time) : IDisposable
{
    private const string FileName = "profiles.pfx";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const int KeyBits = 2048;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    private readonly Lock gate = new();
    private X509Certificate2Collection? certificates;

    /// <summary>The content within its signature, with the certificates that a phone needs to check it.</summary>
    public byte[] Sign(byte[] content)
    {
        lock (gate)
        {
            certificates ??= Load();
            var own = certificates.First(certificate => certificate.HasPrivateKey);

            // The certificates of the file, and nothing else: a chain would be looked for on the network.
            var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, own)
            {
                DigestAlgorithm = new(Sha256),
                IncludeOption = X509IncludeOption.EndCertOnly,
            };
            signer.SignedAttributes.Add(new Pkcs9SigningTime(time.GetUtcNow().UtcDateTime));
            signer.Certificates.AddRange((X509Certificate2[])[.. certificates.Where(certificate => certificate != own)]);
            var signed = new SignedCms(new ContentInfo(content), detached: false);
            signed.ComputeSignature(signer);
            return signed.Encode();
        }
    }

    public void Dispose()
    {
        foreach (var certificate in certificates ?? [])
        {
            certificate.Dispose();
        }
    }

    private X509Certificate2Collection Load()
    {
        if (settings.Carbonio.Https.CertificatePath is { Length: > 0 } path)
        {
            return Path.GetExtension(path) is ".pem" or ".crt" ? LoadPem(path) : X509CertificateLoader.LoadPkcs12CollectionFromFile(path, null);
        }

        var file = Path.Combine(settings.DataFolder, FileName);
        if (!File.Exists(file))
        {
            PrivateFiles.Write(file, Make(time.GetUtcNow()));
        }

        return X509CertificateLoader.LoadPkcs12CollectionFromFile(file, null);
    }

    private static X509Certificate2Collection LoadPem(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        all[0].Dispose();
        all.RemoveAt(0); // the server's own comes first, here without its key
        all.Insert(0, X509Certificate2.CreateFromPemFile(path));
        return all;
    }

    private static byte[] Make(DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=Carbonio Cloud profiles", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return made.Export(X509ContentType.Pkcs12);
    }
}
