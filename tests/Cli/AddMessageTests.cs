using System.Net;
using System.Text;
using Carbonio.Cloud.Cli.Mailbox;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class AddMessageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CliRun run = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Given_files_folders_and_an_mbox_when_added_then_each_message_goes_out_once_under_its_own_key()
    {
        Write("mails/b.eml", "Subject: b\n\nb\n");
        Write("mails/a.eml", "Subject: a\n\na\n");
        Write("mails/.hidden", "no");
        Write("box", "From x\nSubject: 1\n\none\n\nFrom y\nSubject: 2\n\n>From two\n\n");
        Assert.Equal(0, await run.RunAsync("mailbox", "addMessage", "alice@example.test", "/Projects/A", folder.File("mails"), folder.File("box")));
        Assert.Equal("4 messages added to /Projects/A of alice@example.test\n", run.Output);
        Assert.Equal(["run-0", "run-1", "run-2", "run-3"], run.Server.Keys.Order());
        Assert.Equal(
            [
                "GET /api/admin/v1/accounts/alice%40example.test",
                "POST /api/admin/v1/mailboxes/alice%40example.test/messages?folder=%2FProjects%2FA Subject: 1\n\none\n",
                "POST /api/admin/v1/mailboxes/alice%40example.test/messages?folder=%2FProjects%2FA Subject: 2\n\nFrom two\n",
                "POST /api/admin/v1/mailboxes/alice%40example.test/messages?folder=%2FProjects%2FA Subject: a\n\na\n",
                "POST /api/admin/v1/mailboxes/alice%40example.test/messages?folder=%2FProjects%2FA Subject: b\n\nb\n",
            ],
            run.Server.Requests.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Given_one_bad_message_when_added_then_the_others_are_and_it_is_listed()
    {
        Write("a.eml", "good");
        Write("b.eml", "bad");
        Write("c.eml", "good");
        run.Server.Answer = line => line.EndsWith(" bad", StringComparison.Ordinal)
            ? ScriptedServer.Problem(HttpStatusCode.BadRequest, "malformed", "These bytes are no message.")
            : ScriptedServer.Json("{}");
        Assert.Equal(1, await run.RunAsync("mailbox", "addMessage", "alice@example.test", "Inbox", folder.Path));
        Assert.Equal(
            $"{folder.File("b.eml")}: These bytes are no message.\n1 of 3 messages were not added; the others are in Inbox. Repeat with these alone.\n",
            run.Errors);
        Assert.Equal(4, run.Server.Requests.Count);

        await run.RunAsync("mailbox", "addMessage", "alice@example.test", "Inbox", folder.Path, "--json");
        Assert.Equal("partly_failed", run.Json["error"]!["code"]!.ToString());
        Assert.Single(run.Json["error"]!["details"]!.AsArray());
    }

    [Fact]
    public async Task Given_a_busy_server_when_a_message_is_repeated_then_its_key_stays()
    {
        Write("a.eml", "good");
        var posts = 0;
        run.Server.Answer = line => line.StartsWith("POST", StringComparison.Ordinal) && ++posts < 3 ? new(HttpStatusCode.BadGateway) : ScriptedServer.Json("{}");
        Assert.Equal(0, await run.RunAsync("mailbox", "addMessage", "alice@example.test", "Inbox", folder.File("a.eml")));
        Assert.Equal(["run-0", "run-0", "run-0"], run.Server.Keys);
    }

    [Theory]
    [InlineData("GET", "no_such_account", 1)]
    [InlineData("POST", "no_such_folder", 9)]
    public async Task Given_an_account_or_folder_that_is_not_there_when_added_then_it_stops_at_once(string method, string code, int atMost)
    {
        for (var i = 0; i < 100; i++)
        {
            Write($"{i}.eml", "good");
        }

        run.Server.Answer = line => line.StartsWith(method, StringComparison.Ordinal) ? ScriptedServer.Problem(HttpStatusCode.NotFound, code, "There is none.") : ScriptedServer.Json("{}");
        Assert.Equal(1, await run.RunAsync("mailbox", "addMessage", "alice@example.test", "Nowhere", folder.Path));
        Assert.InRange(run.Server.Requests.Count, 1, atMost);
        Assert.StartsWith("There is none.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_file_that_is_not_there_when_added_then_nothing_is_sent()
    {
        Assert.Equal(1, await run.RunAsync("mailbox", "addMessage", "alice@example.test", "Inbox", folder.File("nowhere.eml")));
        Assert.Contains("nowhere.eml", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Server.Requests);
    }

    [Fact]
    public async Task Given_somebody_who_wants_to_see_progress_when_added_then_it_is_shown_on_the_errors_and_not_in_the_output()
    {
        Write("a.eml", "good");
        Assert.Equal(0, await run.RunAsync("--progress", "mailbox", "addMessage", "alice@example.test", "Inbox", folder.Path));
        Assert.Contains("Adding messages", run.Errors, StringComparison.Ordinal);
        Assert.Equal("1 message added to Inbox of alice@example.test\n", run.Output);
    }

    [Theory]
    [InlineData("From a\nX: 1\n\none\n\nFrom b\nX: 2\n\ntwo\n", new[] { "X: 1\n\none\n", "X: 2\n\ntwo\n" })]
    [InlineData("From a\r\nX: 1\r\n\r\none\r\n\r\nFrom b\r\nX: 2\r\n\r\ntwo\r\n", new[] { "X: 1\r\n\r\none\r\n", "X: 2\r\n\r\ntwo\r\n" })]
    [InlineData("From a\nX: 1\n\none\nFrom here on\n", new[] { "X: 1\n\none\nFrom here on\n" })]
    [InlineData("From a\nX: 1\n\n>From x\n>>From y\n> From z\n", new[] { "X: 1\n\nFrom x\n>From y\n> From z\n" })]
    [InlineData("From a\nX: 1\n\nno newline at the end", new[] { "X: 1\n\nno newline at the end" })]
    [InlineData("From a\n", new string[0])]
    [InlineData("junk\n\nFrom a\nX: 1\n\n", new[] { "X: 1\n" })]
    [InlineData("", new string[0])]
    public async Task Given_an_mbox_when_split_then_its_messages_come_out(string mbox, string[] expected)
    {
        Assert.Equal(expected, await SplitAsync(new MemoryStream(Encoding.ASCII.GetBytes(mbox))));
        Assert.Equal(expected, await SplitAsync(new OneByteStream(Encoding.ASCII.GetBytes(mbox))));
    }

    [Fact]
    public async Task Given_a_line_of_many_buffers_when_split_then_it_stays_whole()
    {
        var line = new string('x', 3_000_000);
        Assert.Equal([$"X: 1\n\n{line}\n"], await SplitAsync(new MemoryStream(Encoding.ASCII.GetBytes($"From a\nX: 1\n\n{line}\n"))));
    }

    private static async Task<List<string>> SplitAsync(Stream mbox)
    {
        var messages = new List<string>();
        await foreach (var message in MboxReader.SplitAsync(mbox, TestContext.Current.CancellationToken))
        {
            messages.Add(Encoding.ASCII.GetString(message));
        }

        return messages;
    }

    private void Write(string name, string content)
    {
        var path = folder.File(name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private sealed class OneByteStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
