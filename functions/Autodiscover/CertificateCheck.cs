using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary>Whether this server's own certificate is one that a client takes for a name.</summary>
internal sealed class CertificateCheck(ServerSettings settings, TimeProvider time)
{
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    public IEnumerable<TestFinding> Look(IReadOnlyList<string> names)
    {
        if (!settings.Urls.Any(ServerSettings.IsHttps))
        {
            return [new(TestFinding.Warning, $"TLS ends in front of this server. The certificate there must be trusted by phones and be valid for {string.Join(" and ", names)}.")];
        }

        try
        {
            using var certificate = LanCertificate.Load(settings, time);
            return [.. Look(certificate, names)];
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return [new(TestFinding.Problem, "The certificate's file cannot be read any more: the next start will fail.")];
        }
    }

    private IEnumerable<TestFinding> Look(X509Certificate2 certificate, IReadOnlyList<string> names)
    {
        var left = certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime;
        var end = certificate.NotAfter.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        if (left < SoonOver)
        {
            yield return left < TimeSpan.Zero
                ? new(TestFinding.Problem, $"The certificate was valid until {end}.")
                : new(TestFinding.Warning, $"The certificate is valid until {end} only.");
        }

        if (certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
        {
            yield return new(TestFinding.Warning, "The certificate was signed by nobody but itself: phones ask whether to trust it, and most refuse it during Autodiscover.");
        }

        foreach (var name in names)
        {
            yield return certificate.MatchesHostname(name, allowCommonName: false)
                ? new(TestFinding.Ok, $"The certificate is valid for {name}.")
                : new(TestFinding.Problem, $"The certificate is not valid for {name}.");
        }
    }
}
