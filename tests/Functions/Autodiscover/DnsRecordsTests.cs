using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.Functions.Autodiscover;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class DnsRecordsTests
{
    [Theory]
    [InlineData("https://mail.example.test", "CNAME autodiscover.widgets.test. mail.example.test.", "SRV _autodiscover._tcp.widgets.test. 0 0 443 mail.example.test.")]
    [InlineData("https://mail.example.test:8443", "CNAME autodiscover.widgets.test. mail.example.test.", "SRV _autodiscover._tcp.widgets.test. 0 0 8443 mail.example.test.")]
    [InlineData("https://autodiscover.widgets.test", "A autodiscover.widgets.test. (the server's public IP address)", "SRV _autodiscover._tcp.widgets.test. 0 0 443 autodiscover.widgets.test.")]
    [InlineData("https://192.0.2.1", "A autodiscover.widgets.test. 192.0.2.1")]
    [InlineData("https://[2001:db8::1]", "AAAA autodiscover.widgets.test. 2001:db8::1")]
    [InlineData("http://127.0.0.1:7071")]
    [InlineData("http://localhost:7071")]
    public void Given_a_server_when_its_names_are_asked_for_then_those_are_told_that_DNS_allows(string server, params string[] records)
    {
        Assert.True(ServerAddress.TryParse(server, out var address));

        Assert.Equal(records, DnsRecords.For("widgets.test", address).Select(record => $"{record.Type} {record.Name} {record.Value}"));
    }
}
