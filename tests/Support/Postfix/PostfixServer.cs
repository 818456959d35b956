using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Carbonio.Cloud.Support.Postfix;

/// <summary>
/// A real Postfix of its own: configuration, queue and data in a temporary folder, SMTP on a free loopback port. It ends with
/// this object, and also when the process that started it ends without disposing it. It needs root, as Postfix does.
/// </summary>
/// <remarks>
/// It takes mail for every domain and sends none to other machines. <see cref="StartSinkAsync"/> keeps what it gets, so that a
/// test reads it; <see cref="StartRelayAsync"/> hands it on by LMTP. What could not be handed on is tried again each second.
/// </remarks>
public sealed class PostfixServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private const int Starts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder folder = new();
    private readonly HashSet<string> taken = [];
    private Process? keeper;

    private PostfixServer()
    {
    }

    /// <summary>Why it cannot run here, for the test's skip; null when it can.</summary>
    public static string? Missing =>
        !File.Exists(Program) ? "postfix is needed (Debian: postfix)"
        : !Environment.IsPrivilegedProcess ? "postfix is started by root alone"
        : null;

    /// <summary>Where it takes mail by SMTP, on 127.0.0.1.</summary>
    public int SmtpPort { get; private set; }

    /// <summary>Everything it has logged so far.</summary>
    public string Log => File.Exists(folder.File("log")) ? File.ReadAllText(folder.File("log")) : "";

    /// <summary>Starts one that keeps all mail, for whatever recipient.</summary>
    /// <param name="settings">Lines for its main.cf, by name; they win over the fixture's own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static Task<PostfixServer> StartSinkAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync("virtual", settings, cancellationToken);

    /// <summary>Starts one that hands all mail on by LMTP.</summary>
    /// <param name="lmtpPort">Where to, on 127.0.0.1. Nothing need listen there yet.</param>
    /// <param name="settings">Lines for its main.cf, by name; they win over the fixture's own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static Task<PostfixServer> StartRelayAsync(int lmtpPort, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        StartAsync(string.Create(CultureInfo.InvariantCulture, $"lmtp:inet:127.0.0.1:{lmtpPort}"), settings, cancellationToken);

    /// <summary>Hands in a mail as a program of the same machine does, also one that is UTF-8 in header and addresses.</summary>
    /// <exception cref="InvalidOperationException">It is not taken.</exception>
    public async Task SubmitAsync(string sender, IReadOnlyList<string> recipients, string message, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/usr/sbin/sendmail", ["-C", folder.File("config"), "-i", "-f", sender, "--", .. recipients])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var sendmail = Process.Start(start)!;
        await sendmail.StandardInput.WriteAsync(message.AsMemory(), cancellationToken);
        sendmail.StandardInput.Close();
        var errors = await sendmail.StandardError.ReadToEndAsync(cancellationToken);
        await sendmail.WaitForExitAsync(cancellationToken);
        if (sendmail.ExitCode != 0)
        {
            throw new InvalidOperationException($"sendmail ended with {sendmail.ExitCode}: {errors}\n{Log}");
        }
    }

    /// <summary>Waits for the next mail that a sink kept. Each is given once, in the order of arrival if they were sent one after the other.</summary>
    /// <exception cref="TimeoutException">None came within two minutes; the message holds the log.</exception>
    public async Task<SunkMail> NextMailAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (NewMails().FirstOrDefault(file => !taken.Contains(file)) is { } file)
            {
                taken.Add(file);
                return SunkMail.Read(await File.ReadAllBytesAsync(file, cancellationToken));
            }

            await PauseAsync(start, "No mail came", cancellationToken);
        }
    }

    /// <summary>How many mails a sink has kept so far, taken or not.</summary>
    public int CountMails() => NewMails().Count();

    /// <summary>Waits until its log has a text, behind its first <paramref name="seenCharacters"/>.</summary>
    /// <exception cref="TimeoutException">It was not logged within two minutes; the message holds the log.</exception>
    public async Task WaitForLogAsync(string text, CancellationToken cancellationToken, int seenCharacters = 0)
    {
        var start = Stopwatch.GetTimestamp();
        while (Log.IndexOf(text, seenCharacters, StringComparison.Ordinal) < 0)
        {
            await PauseAsync(start, $"'{text}' was not logged", cancellationToken);
        }
    }

    /// <summary>Waits until its queue is empty: all that it took is delivered or bounced.</summary>
    /// <exception cref="TimeoutException">Something was left after two minutes; the message holds the log.</exception>
    public async Task WaitForEmptyQueueAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (QueuedMails().Any())
        {
            await PauseAsync(start, "The queue did not become empty", cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (keeper is not null)
        {
            keeper.StandardInput.Close();
            await keeper.WaitForExitAsync();
            keeper.Dispose();
        }

        folder.Dispose();
    }

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    private static extern int ChangeMode([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    private static async Task<PostfixServer> StartAsync(string transport, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new PostfixServer();
            var said = await server.TryStartAsync(transport, settings, cancellationToken);
            if (said is null)
            {
                return server;
            }

            // Another process may have taken the port between our look and its start.
            var log = server.Log;
            await server.DisposeAsync();
            if (attempt == Starts)
            {
                throw new InvalidOperationException($"Postfix does not start: {said}\n{log}");
            }
        }
    }

    /// <returns>Null when it runs, else what it said.</returns>
    private async Task<string?> TryStartAsync(string transport, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        const uint EveryoneMayRead = 0b111_101_101;
        _ = ChangeMode(folder.Path, EveryoneMayRead); // its programs run as other users
        SmtpPort = FreePort();
        System.IO.Directory.CreateDirectory(folder.File("config"));
        await File.WriteAllTextAsync(folder.File("config/main.cf"), PostfixConfiguration.Main(folder.Path, transport, settings), cancellationToken);
        await File.WriteAllTextAsync(folder.File("config/master.cf"), PostfixConfiguration.Master(SmtpPort), cancellationToken);

        // In a session of its own: Postfix ends its whole process group when it ends. Its standard input is a pipe from us,
        // which the system closes when we end, however we end: then Postfix ends as well.
        const string Script = """
            cd "$1" && umask 022 && mkdir queue data mail && chown postfix data && chown nobody mail || exit 1
            postfix -c "$1/config" start || exit 1
            read -r master < queue/pid/master.pid
            echo started
            cat
            kill "$master"
            while ! /usr/lib/postfix/sbin/master -t -c "$1/config" 2>/dev/null; do sleep 0.05; done
            """;
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "postfix-keeper", folder.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        keeper = Process.Start(start)!;
        if (await keeper.StandardOutput.ReadLineAsync(cancellationToken) is "started")
        {
            return null;
        }

        return await keeper.StandardError.ReadToEndAsync(cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private IEnumerable<string> NewMails()
    {
        var kept = new DirectoryInfo(folder.File("mail/all/new"));
        return kept.Exists ? kept.EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).Select(file => file.FullName) : [];
    }

    private IEnumerable<string> QueuedMails() =>
        ((string[])["maildrop", "incoming", "active", "deferred"])
            .SelectMany(queue => System.IO.Directory.EnumerateFiles(folder.File("queue/" + queue), "*", SearchOption.AllDirectories));

    private async Task PauseAsync(long start, string fault, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(start) > Patience)
        {
            throw new TimeoutException($"{fault} within {Patience}:\n{Log}");
        }

        await Task.Delay(Look, cancellationToken);
    }
}
