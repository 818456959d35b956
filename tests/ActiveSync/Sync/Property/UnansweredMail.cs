using System.Globalization;
using System.Text;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>A letter that a phone hands in as a whole message, until it is told what became of it.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="ClientId">What the phone calls it.</param>
/// <param name="Author">Who is said to have written it.</param>
internal sealed record UnansweredMail(Letter Letter, string ClientId, string Author)
{
    /// <summary>The mail that is answered or forwarded; null for none.</summary>
    public MailSource? Source { get; init; }

    /// <summary>It is forwarded.</summary>
    public bool Forwards { get; init; }

    /// <summary>Nothing of the original is put in.</summary>
    public bool ReplacesMime { get; init; }

    /// <summary>Bob's address is hidden.</summary>
    public bool HidesBob { get; init; }

    /// <summary>How often it was handed in.</summary>
    public int Tries { get; set; }

    /// <summary>Hands it in.</summary>
    /// <param name="device">The phone.</param>
    /// <param name="anew">It is written anew: another date, another Message-ID, another encoding.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when it was sent, else why not.</returns>
    public async Task<long?> SendAsync(EasDevice device, bool anew, CancellationToken cancellationToken)
    {
        Tries++;
        var mime = Write(anew ? Tries : 0);
        var answer = Source is null ? await device.SendMailAsync(ClientId, mime, cancellationToken, Letter.IsKept)
            : Forwards ? await device.SmartForwardAsync(ClientId, Source, mime, cancellationToken, Letter.IsKept, ReplacesMime)
            : await device.SmartReplyAsync(ClientId, Source, mime, cancellationToken, Letter.IsKept, ReplacesMime);
        return answer.Status;
    }

    private byte[] Write(int times)
    {
        var text = $"This is {Letter.Subject}.";
        var mime = new StringBuilder($"From: {Author}\r\n");
        mime.Append(Letter.ToAlice ? $"To: {BenchAccount.Alice}\r\n" : "");
        mime.Append(Letter.ToBob ? $"{(HidesBob ? "Bcc" : "Cc")}: {BenchAccount.Bob}\r\n" : "");
        mime.Append(CultureInfo.InvariantCulture, $"Subject: {Letter.Subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n");
        mime.Append(times == 0
            ? $"\r\n{text}\r\n"
            : $"Date: Sun, 22 Nov 2026 10:{times % 60:d2}:00 +0000\r\nMessage-ID: <{times}.{ClientId}@phone.test>\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\r\n");
        return Encoding.ASCII.GetBytes(mime.ToString());
    }
}
