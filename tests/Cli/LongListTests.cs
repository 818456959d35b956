using System.Text;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>A list is printed while it comes: what it is long does not cost memory.</summary>
public sealed class LongListTests
{
    private const int Pages = 200;
    private const int PageLength = 1000;
    private const long MostBytes = 64 * 1024 * 1024;

    [Theory]
    [InlineData("--json")]
    [InlineData("--progress")]
    public async Task Given_two_hundred_thousand_devices_when_listed_then_memory_stays_flat(string option)
    {
        using var output = new CountingWriter();
        using var server = new ScriptedServer();
        server.Answer = line => ScriptedServer.Json(Page(line));
        var environment = CliEnvironment.OfProcess(() => TestContext.Current.CancellationToken) with
        {
            Output = output,
            Errors = TextWriter.Null,
            Handler = () => server,
            Variable = name => name == "CARBONIO_URL" ? "https://server.test" : "cct_x_y",
        };

        Assert.Equal(0, await CarbonioCli.RunAsync([option, "mobile", "getAllDevices"], environment, TestContext.Current.CancellationToken));

        Assert.Equal(Pages * PageLength, output.Devices);
        Assert.InRange(output.MostBytes, long.MinValue, MostBytes);
    }

    private static string Page(string request)
    {
        var at = request.LastIndexOf('=') is var cut && request[..cut].EndsWith("continuation", StringComparison.Ordinal) ? int.Parse(request[(cut + 1)..], null) : 0;
        var page = new StringBuilder("""{"devices":[""");
        for (var number = 0; number < PageLength; number++)
        {
            page.Append(number == 0 ? "" : ",").Append(
                $$"""{"accountEmail":"alice@example.test","deviceId":"Phone-{{(at * PageLength) + number}}","deviceType":"iPhone","firstSeen":"2026-03-01T12:00:00+00:00","lastSeen":"2026-03-01T12:00:00+00:00","standing":"enabled","status":1}""");
        }

        return page.Append(']').Append(at + 1 < Pages ? $",\"continuation\":\"{at + 1}\"}}" : "}").ToString();
    }

    /// <summary>Forgets what it is told, but for how often it was told of a device.</summary>
    private sealed class CountingWriter : TextWriter
    {
        private readonly long before = GC.GetTotalMemory(forceFullCollection: true);

        public int Devices { get; private set; }

        public long MostBytes { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
        }

        public override void Write(string? value)
        {
            if (value?.Contains("Phone-", StringComparison.Ordinal) == true && ++Devices % 20_000 == 0)
            {
                MostBytes = Math.Max(MostBytes, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        public override void WriteLine(string? value) => Write(value);
    }
}
