using Carbonio.Cloud.ActiveSync.Tests.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Search;

public sealed class SpoiltRequestTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Theory]
    [InlineData("Search", "<Search xmlns=\"Search\" xmlns:a=\"AirSync\" xmlns:e=\"Email\"><Store><Name>Mailbox</Name><Query><And><a:Class>Email</a:Class><a:CollectionId>2</a:CollectionId><FreeText>x</FreeText><GreaterThan><e:DateReceived/><Value>2026-03-01T11:30:00.000Z</Value></GreaterThan></And></Query><Options><Range>0-1</Range><DeepTraversal/></Options></Store></Search>")]
    [InlineData("Search", "<Search xmlns=\"Search\"><Store><Name>GAL</Name><Query>alice</Query><Options><Range>0-1</Range><Picture><MaxSize>1</MaxSize></Picture></Options></Store></Search>")]
    [InlineData("ResolveRecipients", "<ResolveRecipients xmlns=\"ResolveRecipients\"><To>alice</To><Options><CertificateRetrieval>2</CertificateRetrieval><MaxAmbiguousRecipients>3</MaxAmbiguousRecipients><Availability><StartTime>2026-03-01T12:00:00.000Z</StartTime><EndTime>2026-03-02T12:00:00.000Z</EndTime></Availability><Picture><MaxSize>1</MaxSize></Picture></Options></ResolveRecipients>")]
    [InlineData("ValidateCert", "<ValidateCert xmlns=\"ValidateCert\"><Certificates><Certificate>MIIBCgKCAQEA</Certificate></Certificates><CheckCRL>1</CheckCRL></ValidateCert>")]
    [InlineData("Settings", "<Settings xmlns=\"Settings\"><Oof><Set><OofState>2</OofState><StartTime>2026-03-01T12:00:00.000Z</StartTime><EndTime>2026-03-02T12:00:00.000Z</EndTime><OofMessage><AppliesToInternal/><Enabled>1</Enabled><ReplyMessage>x</ReplyMessage><BodyType>TEXT</BodyType></OofMessage></Set></Oof></Settings>")]
    public async Task Given_any_beginning_and_any_spoilt_bytes_of_a_request_when_it_is_read_then_it_is_answered(string command, string xml)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("x", "x");
        var http = EasInstance.Request(command, xml: xml);
        var random = new Random(15);
        for (var i = 0; i < 1500; i++)
        {
            var body = http.Body[..(i < http.Body.Length ? i : http.Body.Length)];
            for (var spoilt = i < http.Body.Length ? 0 : 1 + (i % 3); spoilt > 0; spoilt--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            using var answer = await eas.AnswerAsync(http.With(body));

            Assert.Equal(200, answer.HttpStatus);
        }
    }
}
