using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.ActiveSync.Tests.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.ValidateCert;

public sealed class ValidateCertTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_certificates_when_they_are_to_be_validated_then_each_has_its_fault_and_none_is_valid(string version)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var now = eas.Time.GetUtcNow();

        using var answer = await eas.AnswerAsync(Validate(
            $"<CertificateChain><Certificate>{Certificate(now.AddDays(-1), now.AddDays(1))}</Certificate></CertificateChain><Certificates>"
            + $"<Certificate>{Certificate(now.AddDays(-1), now.AddDays(1))}</Certificate>"
            + $"<Certificate>{Certificate(now.AddDays(-2), now.AddDays(-1))}</Certificate>"
            + $"<Certificate>{Certificate(now.AddDays(1), now.AddDays(2))}</Certificate>"
            + "<Certificate>TUlJQ1lq</Certificate><Certificate>***</Certificate><Certificate/></Certificates><CheckCRL>1</CheckCRL>",
            version));

        Assert.Equal(["1", "4", "7", "7", "3", "3", "3"], EasXml.FindAll(answer, "Status"));
        Assert.StartsWith("<ValidateCert xmlns=\"ValidateCert\"><Status>1</Status><Certificate><Status>4</Status></Certificate>", EasXml.Read(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, "1", 100)]
    [InlineData(101, "2", 0)]
    public async Task Given_many_certificates_when_they_come_then_100_are_the_most(int count, string status, int answered)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Validate($"<Certificates>{string.Concat(Enumerable.Repeat("<Certificate>TUlJ</Certificate>", count))}</Certificates>"));

        Assert.Equal(status, EasXml.Find(answer, "Status"));
        Assert.Equal(answered, EasXml.FindAll(answer, "Certificate").Count);
    }

    [Theory]
    [InlineData("<ValidateCert xmlns=\"ValidateCert\"/>", "2")]
    [InlineData("<ValidateCert xmlns=\"ValidateCert\"><Certificates/></ValidateCert>", "2")]
    [InlineData("<ValidateCert xmlns=\"ValidateCert\"><Certificates><CheckCRL>1</CheckCRL></Certificates></ValidateCert>", "2")]
    [InlineData("<ValidateCert xmlns=\"ValidateCert\"><Certificates><Certificate>TUlJ</Certificate></Certificates><Certificates/></ValidateCert>", "2")]
    [InlineData("<Ping xmlns=\"Ping\"/>", "103")]
    [InlineData(null, "101")]
    public async Task Given_a_request_without_certificates_when_it_comes_then_it_is_refused(string? xml, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("ValidateCert", xml: xml));

        Assert.Equal([status], EasXml.FindAll(answer, "Status"));
    }

    private static string Certificate(DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=alice@example.test", key, HashAlgorithmName.SHA256).CreateSelfSigned(from, until);
        return Convert.ToBase64String(certificate.Export(X509ContentType.Cert));
    }

    private static FakeHttp Validate(string content, string version = "16.1") =>
        EasInstance.Request("ValidateCert", version: version, xml: $"<ValidateCert xmlns=\"ValidateCert\">{content}</ValidateCert>");
}
