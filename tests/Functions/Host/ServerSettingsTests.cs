using System.Text.Json;
using Carbonio.Cloud.Functions.Settings;
using Microsoft.Extensions.Configuration;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class ServerSettingsTests
{
    [Fact]
    public void Given_nothing_when_the_settings_are_read_then_it_is_a_server_for_this_machine()
    {
        var settings = Read([]);

        Assert.Equal(CarbonioOptions.Embedded, settings.Carbonio.Store);
        Assert.Equal(["http://127.0.0.1:7071"], settings.Urls);
        Assert.False(settings.IsCustomHandler);
        Assert.Equal(TimeSpan.FromMinutes(59), settings.Carbonio.Ping.ToPushOptions(settings.IsCustomHandler, hasOtherInstances: false).LongestHeartbeat);
    }

    [Fact]
    public void Given_the_port_of_a_Functions_host_when_the_settings_are_read_then_it_serves_there_and_holds_less_long()
    {
        var settings = Read([new("FUNCTIONS_CUSTOMHANDLER_PORT", "5000")]);

        Assert.Equal(["http://127.0.0.1:5000"], settings.Urls);
        Assert.True(settings.IsCustomHandler);
        Assert.Equal(TimeSpan.FromSeconds(210), settings.Carbonio.Ping.ToPushOptions(settings.IsCustomHandler, hasOtherInstances: false).LongestHeartbeat);
    }

    [Fact]
    public void Given_urls_when_the_settings_are_read_then_they_win_over_the_port_of_a_host() =>
        Assert.Equal(
            ["http://127.0.0.1:1", "http://[::1]:1"],
            Read([new("FUNCTIONS_CUSTOMHANDLER_PORT", "5000"), new("urls", "http://127.0.0.1:1; http://[::1]:1")]).Urls);

    [Fact]
    public void Given_many_faults_when_the_settings_are_read_then_all_are_named_at_once()
    {
        var configuration = Configuration(
        [
            new("Carbonio:Store", "floppy"),
            new("Carbonio:Storage:tableServiceUri", "http://plain.example"),
            new("Carbonio:Ping:LongestHeartbeat", "forever"),
            new("Carbonio:ClientAddressHeader", "no header"),
            new("Carbonio:PublicUrl", "mail.example.test"),
            new("Carbonio:ServerKey", "c2hvcnQ="),
            new("Carbonio:Lmtp:Port", "many"),
            new("Carbonio:Lmtp:Address", "localhost"),
            new("Carbonio:Work:AtOnce", "0"),
            new("Carbonio:Work:Waiting", "-1"),
            new("Carbonio:Work:Patience", "00:01:00"),
            new("Carbonio:Work:BodyMebibytes", "63"),
            new("Carbonio:Https:CertificatePath", "/nowhere/at-all.pfx"),
            new("FUNCTIONS_CUSTOMHANDLER_PORT", "70000"),
            new("urls", "nonsense"),
        ]);

        Assert.Null(ServerSettings.TryRead(configuration, lan: false, out var faults));

        foreach (var name in (string[])
        [
            "Carbonio__Store", "Carbonio__Storage__tableServiceUri", "Carbonio__Ping__LongestHeartbeat", "Carbonio__ClientAddressHeader",
            "Carbonio__ServerKey", "Carbonio__PublicUrl", "Carbonio__Https__CertificatePath", "Carbonio__Lmtp__Port", "Carbonio__Lmtp__Address",
            "Carbonio__Work__AtOnce", "Carbonio__Work__Waiting", "Carbonio__Work__Patience", "Carbonio__Work__BodyMebibytes",
            "FUNCTIONS_CUSTOMHANDLER_PORT", "--urls",
        ])
        {
            Assert.Contains(faults, fault => fault.Contains(name, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("https://mail.example.test", true)]
    [InlineData("https://mail.example.test/", true)]
    [InlineData("http://192.0.2.1:7071", true)]
    [InlineData("", true)]
    [InlineData("https://mail.example.test/path", false)]
    [InlineData("https://user@mail.example.test", false)]
    [InlineData("ftp://mail.example.test", false)]
    [InlineData("//mail.example.test", false)]
    public void Given_a_public_url_when_the_settings_are_read_then_it_must_be_an_address_without_a_path(string url, bool isGood)
    {
        var settings = ServerSettings.TryRead(Configuration([new("Carbonio:PublicUrl", url)]), lan: false, out var faults);

        Assert.Equal(isGood, settings is not null);
        Assert.All(faults, fault => Assert.Contains("Carbonio__PublicUrl", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:00:59")]
    [InlineData("00:59:01")]
    [InlineData("-00:02:00")]
    public void Given_a_heartbeat_out_of_range_when_the_settings_are_read_then_it_is_a_fault(string heartbeat)
    {
        Assert.Null(ServerSettings.TryRead(Configuration([new("Carbonio:Ping:LongestHeartbeat", heartbeat)]), lan: false, out var faults));

        Assert.Contains("Carbonio__Ping__LongestHeartbeat", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("1", "", "127.0.0.1:1")]
    [InlineData("65535", "0.0.0.0", "0.0.0.0:65535")]
    [InlineData("2424", "::1", "[::1]:2424")]
    public void Given_a_port_for_LMTP_when_the_settings_are_read_then_it_is_on_this_machine_alone_unless_said_otherwise(string port, string address, string? endPoint) =>
        Assert.Equal(endPoint, Read([new("Carbonio:Lmtp:Port", port), new("Carbonio:Lmtp:Address", address)]).Carbonio.Lmtp.ToEndPoint()?.ToString());

    [Theory]
    [InlineData("0")]
    [InlineData("25")]
    [InlineData("65536")]
    [InlineData("-1")]
    public void Given_a_port_that_LMTP_cannot_have_when_the_settings_are_read_then_it_is_a_fault(string port)
    {
        Assert.Null(ServerSettings.TryRead(Configuration([new("Carbonio:Lmtp:Port", port)]), lan: false, out var faults));

        Assert.Contains("Carbonio__Lmtp__Port", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", 25)]
    [InlineData("None", "", 25)]
    [InlineData("StartTls", "", 587)]
    [InlineData("tls", "", 465)]
    [InlineData("Tls", "1", 1)]
    [InlineData("Tls", "65535", 65535)]
    public void Given_a_relay_when_the_settings_are_read_then_its_port_follows_from_its_security_unless_said(string security, string port, int expected)
    {
        var smtp = Read([new("Carbonio:MailOut:Smtp:Host", "relay.example"), new("Carbonio:MailOut:Smtp:Security", security), new("Carbonio:MailOut:Smtp:Port", port)]).Carbonio.MailOut.Smtp;

        Assert.True(smtp.IsSet);
        Assert.Equal(expected, smtp.PortNumber);
    }

    [Fact]
    public void Given_no_relay_when_the_settings_are_read_then_there_is_none() => Assert.False(Read([]).Carbonio.MailOut.Smtp.IsSet);

    [Theory]
    [InlineData("Host", "not a host")]
    [InlineData("Port", "0")]
    [InlineData("Port", "65536")]
    [InlineData("Port", "smtp")]
    [InlineData("Security", "SSL")]
    [InlineData("Security", "1")]
    [InlineData("User", "carbonio")]
    [InlineData("Password", "secret")]
    [InlineData("From", "postmaster")]
    [InlineData("From", "a@example.test\r\nBcc: eve@example.test")]
    [InlineData("From", "grüße@example.test")]
    public void Given_a_fault_of_the_relay_when_the_settings_are_read_then_it_is_named(string name, string value)
    {
        Assert.Null(ServerSettings.TryRead(Configuration([new($"Carbonio:MailOut:Smtp:{name}", value)]), lan: false, out var faults));

        Assert.Contains($"Carbonio__MailOut__Smtp__{name}", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relay.example", "None", false)]
    [InlineData("192.0.2.1", "", false)]
    [InlineData("relay.example", "StartTls", true)]
    [InlineData("relay.example", "Tls", true)]
    [InlineData("127.0.0.1", "None", true)]
    [InlineData("localhost", "", true)]
    [InlineData("::1", "", true)]
    public void Given_a_login_when_the_settings_are_read_then_it_never_crosses_the_network_in_the_clear(string host, string security, bool isGood)
    {
        var configuration = Configuration(
        [
            new("Carbonio:MailOut:Smtp:Host", host), new("Carbonio:MailOut:Smtp:Security", security),
            new("Carbonio:MailOut:Smtp:User", "carbonio"), new("Carbonio:MailOut:Smtp:Password", "secret"),
        ]);

        Assert.Equal(isGood, ServerSettings.TryRead(configuration, lan: false, out var faults) is not null);
        Assert.All(faults, fault => Assert.Contains("Carbonio__MailOut__Smtp__Password", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_Functions_host_when_LMTP_is_set_then_it_is_a_fault()
    {
        var configuration = Configuration([new("Carbonio:Lmtp:Port", "2424"), new("FUNCTIONS_CUSTOMHANDLER_PORT", "5000")]);

        Assert.Null(ServerSettings.TryRead(configuration, lan: false, out var faults));

        Assert.Contains("Carbonio__Lmtp__Port", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_Azure_without_an_account_when_the_settings_are_read_then_it_is_a_fault()
    {
        Assert.Null(ServerSettings.TryRead(Configuration([new("Carbonio:Store", "azure")]), lan: false, out var faults));

        Assert.Contains("tableServiceUri", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_an_https_address_without_certificate_when_the_settings_are_read_then_it_is_a_fault()
    {
        Assert.Null(ServerSettings.TryRead(Configuration([new("urls", "https://0.0.0.0:443")]), lan: false, out var faults));

        Assert.Contains("Carbonio__Https__CertificatePath", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_the_sample_when_it_is_read_then_it_is_valid_and_knows_every_setting()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject()
            .Select(value => new KeyValuePair<string, string?>(value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString()))
            .ToList();

        var settings = Read(values);

        Assert.Equal(CarbonioOptions.Azure, settings.Carbonio.Store);
        Assert.Equal("UseDevelopmentStorage=true", settings.Carbonio.Storage.ConnectionString);
        Assert.Equal(TimeSpan.FromSeconds(210), settings.Carbonio.Ping.ToPushOptions(isCustomHandler: false, hasOtherInstances: false).LongestHeartbeat);
        Assert.Equal(
            SettingNames(typeof(CarbonioOptions), "Carbonio:").Order(StringComparer.OrdinalIgnoreCase),
            values.Select(value => value.Key).Where(key => key.StartsWith("Carbonio:", StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> SettingNames(Type type, string prefix) => type.GetProperties().SelectMany(property =>
        property.PropertyType == typeof(string)
            ? [prefix + property.Name]
            : SettingNames(property.PropertyType, $"{prefix}{property.Name}:"));

    private static IConfiguration Configuration(IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private static ServerSettings Read(IEnumerable<KeyValuePair<string, string?>> values)
    {
        var settings = ServerSettings.TryRead(Configuration(values), lan: false, out var faults);
        Assert.Empty(faults);
        return settings!;
    }

    [Theory]
    [InlineData("00:03:29", 209)]
    [InlineData("00:03:30", 210)]
    [InlineData("00:03:31", 210)]
    public void Given_a_heartbeat_when_behind_the_Azure_front_end_then_it_is_never_longer_than_that_allows(string set, int granted)
    {
        var options = new PingOptions { LongestHeartbeat = set }.ToPushOptions(isCustomHandler: true, hasOtherInstances: true);

        Assert.Equal(TimeSpan.FromSeconds(granted), options.LongestHeartbeat);
    }

    [Fact]
    public void Given_other_instances_when_requests_are_held_then_they_look_again_within_a_minute()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), new PingOptions().ToPushOptions(false, hasOtherInstances: true).LookAgainAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), new PingOptions().ToPushOptions(false, hasOtherInstances: false).LookAgainAfter);
    }

    [Theory]
    [InlineData("00:00:05", 5)]
    [InlineData("00:01:30", 90)]
    [InlineData("00:30:00", 1800)]
    public void Given_a_time_to_look_again_when_it_is_in_range_then_it_wins_over_both_defaults(string set, int seconds)
    {
        var ping = Read([new("Carbonio:Ping:LookAgainAfter", set)]).Carbonio.Ping;

        Assert.Equal(TimeSpan.FromSeconds(seconds), ping.ToPushOptions(false, hasOtherInstances: true).LookAgainAfter);
        Assert.Equal(TimeSpan.FromSeconds(seconds), ping.ToPushOptions(true, hasOtherInstances: false).LookAgainAfter);
    }

    [Theory]
    [InlineData("00:00:04")]
    [InlineData("00:30:01")]
    [InlineData("soon")]
    public void Given_a_time_to_look_again_out_of_range_when_the_settings_are_read_then_it_is_a_fault(string set)
    {
        Assert.Null(ServerSettings.TryRead(Configuration([new("Carbonio:Ping:LookAgainAfter", set)]), lan: false, out var faults));

        Assert.Contains("Carbonio__Ping__LookAgainAfter", Assert.Single(faults), StringComparison.Ordinal);
    }
}
