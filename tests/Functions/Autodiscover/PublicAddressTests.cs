using System.Net;
using Carbonio.Cloud.Functions.Autodiscover;
using Carbonio.Cloud.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What is believed of a request when the server must say where it is.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("http", "mail.example.test", "192.0.2.1", null, "http://mail.example.test")]
    [InlineData("https", "mail.example.test:8443", "192.0.2.1", null, "https://mail.example.test:8443")]
    [InlineData("http", "mail.example.test", "127.0.0.1", "https", "https://mail.example.test")] // a proxy of this machine ends TLS
    [InlineData("http", "mail.example.test", "192.0.2.1", "https", "http://mail.example.test")] // anybody can write a header
    [InlineData("https", "mail.example.test", "127.0.0.1", "http", "https://mail.example.test")]
    [InlineData("http", "[::1]:7071", "::1", null, "http://[::1]:7071")]
    [InlineData("http", "", "127.0.0.1", null, null)]
    public void Given_a_server_alone_when_a_request_comes_then_it_is_where_the_request_went(
        string scheme, string host, string peer, string? forwardedProto, string? origin)
    {
        var context = Context(scheme, host, peer, ("X-Forwarded-Proto", forwardedProto), ("X-Forwarded-Host", "evil.test"));

        Assert.Equal(origin, new PublicAddress(Settings(publicUrl: null, customHandler: false)).Of(context)?.Origin);
    }

    [Theory]
    [InlineData("mail.example.test", "http", "https://mail.example.test")] // the front end takes https only
    [InlineData("mail.example.test", null, "https://mail.example.test")]
    [InlineData("localhost:7071", "http", "http://localhost:7071")] // a host on a developer's machine
    [InlineData("mail.example.test/path", "https", null)]
    [InlineData("one.test, two.test", "https", null)]
    public void Given_a_Functions_host_in_front_when_a_request_comes_then_it_is_where_the_host_says(string forwardedHost, string? forwardedProto, string? origin)
    {
        var context = Context("http", "127.0.0.1:5000", "127.0.0.1", ("X-Forwarded-Host", forwardedHost), ("X-Forwarded-Proto", forwardedProto));

        Assert.Equal(origin, new PublicAddress(Settings(publicUrl: null, customHandler: true)).Of(context)?.Origin);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_a_public_url_when_a_request_comes_by_whatever_name_then_it_wins(bool customHandler)
    {
        var address = new PublicAddress(Settings("https://mail.example.test/", customHandler));

        Assert.True(address.IsSet);
        Assert.Equal("https://mail.example.test", address.Of(Context("http", "127.0.0.1", "127.0.0.1", ("X-Forwarded-Host", "evil.test")))?.Origin);
    }

    private static ServerSettings Settings(string? publicUrl, bool customHandler) =>
        new(new CarbonioOptions { PublicUrl = publicUrl }, "", customHandler ? 5000 : null, [], Lan: false);

    private static DefaultHttpContext Context(string scheme, string host, string peer, params (string Name, string? Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        context.Request.Host = new HostString(host);
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }
}
