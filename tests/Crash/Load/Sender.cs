using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Hands in mail for one mailbox, some of it for a neighbour as well, by both ways there are.</summary>
internal sealed class Sender(string name, HttpClient http, CrashMailbox mailbox, CrashMailbox neighbour, Random random, Tally tally, TimeProvider time)
{
    private const int MostOfARound = 5;
    private const int MostAtOnce = 4;
    private const int LongestPause = 20;

    private readonly ConcurrentDictionary<Handing, bool> unanswered = [];
    private int letters;

    /// <summary>Hands in some mails, unless the server goes before.</summary>
    public Task UseAsync(CancellationToken cancellationToken) => UntilGoneAsync(async () =>
    {
        for (var left = random.Next(1, MostOfARound + 1); left > 0; left--)
        {
            var handings = Letters();
            await Task.WhenAll(handings.Select(handing => SendAsync(handing, cancellationToken)));
            if (handings[0].Key is not null && random.Next(4) == 0)
            {
                tally.CountRepeated();
                await SendAsync(handings[0], cancellationToken);
            }

            await Task.Delay(random.Next(LongestPause), cancellationToken);
        }
    });

    /// <summary>Mails for a volley, written before it: the server is to be killed while it is at them.</summary>
    public Func<Task> Load(CancellationToken cancellationToken)
    {
        var handings = Letters();
        return () => UntilGoneAsync(() => Task.WhenAll(handings.Select(handing => SendAsync(handing, cancellationToken))));
    }

    /// <summary>Repeats what was not answered. What cannot be repeated, and a few that could, are given up.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var handing in unanswered.Keys.OrderBy(handing => handing.Path + handing.Mails[0].Subject, StringComparer.Ordinal))
        {
            if (handing.Key is null || random.Next(5) == 0)
            {
                unanswered.TryRemove(handing, out _);
                foreach (var mail in handing.Mails)
                {
                    mail.Delivery!.GivenUp();
                }
            }
            else
            {
                tally.CountRepeated();
                await SendAsync(handing, cancellationToken);
            }
        }
    }

    private async Task UntilGoneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (NoAnswer.IsGone(e))
        {
            foreach (var _ in unanswered)
            {
                tally.CountHandedInForNothing();
            }
        }
    }

    // What comes at once is put into few batches, and waits for them with its blobs written.
    private List<Handing> Letters() => [.. Enumerable.Range(0, random.Next(1, MostAtOnce + 1)).Select(_ => Next())];

    private Handing Next()
    {
        var letter = Letter.Write($"{name}-{++letters}", random, time.GetUtcNow());
        var key = random.Next(4) == 0 ? null : letter.Subject;
        var kind = random.Next(10);
        if (kind < 2)
        {
            var sent = mailbox.SentItems;
            return new($"api/admin/v1/mailboxes/{mailbox.Address}/messages?folder={sent}", key, letter.Text, [HandIn(mailbox, letter, sent)]);
        }

        var own = HandIn(mailbox, letter, mailbox.Inbox);
        return kind < 4
            ? new($"api/inbound?recipient={mailbox.Address}&recipient={neighbour.Address}", key, letter.Text, [own, HandIn(neighbour, letter, neighbour.Inbox)])
            : new($"api/inbound?recipient={mailbox.Address}", key, letter.Text, [own]);
    }

    private static LedgerMail HandIn(CrashMailbox to, Letter letter, string folder)
    {
        var mail = to.Ledger.Add(letter.Subject, letter.Text, letter.IsOld);
        mail.HandIn(folder);
        return mail;
    }

    private async Task SendAsync(Handing handing, CancellationToken cancellationToken)
    {
        unanswered.TryAdd(handing, true);
        using var request = new HttpRequestMessage(HttpMethod.Post, handing.Path);
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(handing.Text));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        if (handing.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", handing.Key);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            tally.CountHandedInForNothing();
            return; // to be tried again: it may have been delivered, or not
        }

        Assert.True(response.IsSuccessStatusCode, $"{handing.Path} was answered with {(int)response.StatusCode}: {body}");
        foreach (var (mail, id) in handing.Mails.Zip(IdsOf(body)))
        {
            Assert.True(mail.IsNumbered(id), $"'{mail.Subject}' was {mail.Number}, and a repetition was answered with {id}.");
            mail.Delivery!.Done();
            tally.CountDelivered();
        }

        unanswered.TryRemove(handing, out _);
    }

    private static string[] IdsOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("ids", out var ids)
            ? [.. ids.EnumerateArray().Select(id => id.GetString()!)]
            : [json.RootElement.GetProperty("id").GetString()!];
    }
}
