using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.Functions.Autodiscover;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class CertificateCheckTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly FakeTimeProvider time = new();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Given_a_certificate_of_ones_own_when_it_is_looked_at_then_each_name_is_told_and_that_nobody_signed_it()
    {
        Write(time.GetUtcNow().AddDays(365), "mail.example.test", "*.widgets.test");

        var findings = Look("mail.example.test", "autodiscover.widgets.test", "autodiscover.example.test");

        Assert.Equal(["warning", "ok", "ok", "problem"], findings.Select(finding => finding.Level));
        Assert.Contains("signed by nobody but itself", findings[0].Text, StringComparison.Ordinal);
        Assert.Equal("The certificate is not valid for autodiscover.example.test.", findings[3].Text);
    }

    [Theory]
    [InlineData(-1, "problem")]
    [InlineData(13, "warning")]
    [InlineData(15, null)]
    public void Given_a_certificate_that_ends_when_it_is_looked_at_then_that_is_said_in_time(int days, string? level)
    {
        Write(time.GetUtcNow().AddDays(days), "mail.example.test");

        var finding = Look("mail.example.test").FirstOrDefault(finding => finding.Text.Contains("valid until", StringComparison.Ordinal));

        Assert.Equal(level, finding?.Level);
    }

    [Fact]
    public void Given_a_file_that_was_spoilt_since_the_start_when_it_is_looked_at_then_that_is_a_problem()
    {
        File.WriteAllText(file, "nothing");

        Assert.Equal("problem", Assert.Single(Look("mail.example.test")).Level);
    }

    [Fact]
    public void Given_TLS_that_ends_elsewhere_when_it_is_looked_at_then_the_names_are_told()
    {
        var settings = new ServerSettings(new CarbonioOptions(), "", null, ["http://127.0.0.1:7071"], Lan: false);

        var finding = Assert.Single(new CertificateCheck(settings, time).Look(["a.test", "b.test"]));

        Assert.Equal("warning", finding.Level);
        Assert.Contains("a.test and b.test", finding.Text, StringComparison.Ordinal);
    }

    private List<TestFinding> Look(params string[] names)
    {
        var options = new CarbonioOptions { Https = new HttpsOptions { CertificatePath = file } };
        return [.. new CertificateCheck(new ServerSettings(options, "", null, ["https://0.0.0.0:443"], Lan: false), time).Look(names)];
    }

    private void Write(DateTimeOffset until, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var certificate = request.CreateSelfSigned(time.GetUtcNow().AddDays(-30), until);
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12));
    }
}
