using System.Collections.Concurrent;
using System.Text;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>Mailboxes by address, each with what it is to answer and what it got.</summary>
internal sealed class TestMailboxes : ILmtpRecipients
{
    private readonly Dictionary<string, TestMailbox> byAddress = new(StringComparer.Ordinal);

    /// <summary>Addresses that were asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Answers every lookup with "try later".</summary>
    public bool Away { get; set; }

    /// <summary>A mailbox with an address; alice@example.test, bob@example.test and carl@example.test are there from the start.</summary>
    public TestMailbox this[string address]
    {
        get => byAddress[address];
        set => byAddress[address] = value;
    }

    public TestMailbox Alice { get; }

    public TestMailbox Bob { get; }

    public TestMailbox Carl { get; }

    public TestMailboxes()
    {
        this["alice@example.test"] = Alice = new();
        this["bob@example.test"] = Bob = new();
        this["carl@example.test"] = Carl = new();
    }

    public Task<LmtpLookup> FindAsync(string address, CancellationToken cancellationToken)
    {
        Asked.Add(address);
        return Task.FromResult(Away ? LmtpLookup.Later : byAddress.TryGetValue(address, out var mailbox) ? LmtpLookup.Found(mailbox) : LmtpLookup.Unknown);
    }
}

/// <summary>One of them.</summary>
internal sealed class TestMailbox : ILmtpRecipient
{
    /// <summary>What it answers.</summary>
    public Func<LmtpMessage, CancellationToken, Task<LmtpOutcome>> Answer { get; set; } = (_, _) => Task.FromResult(LmtpOutcome.Delivered);

    /// <summary>What it was handed, whatever it answered; bytes as Latin-1.</summary>
    public ConcurrentQueue<string> Got { get; } = new();

    /// <summary>The same without the lines put in front.</summary>
    public ConcurrentQueue<string> Content { get; } = new();

    /// <summary>Senders of these.</summary>
    public ConcurrentQueue<string> Senders { get; } = new();

    public Task<LmtpOutcome> DeliverAsync(LmtpMessage message, CancellationToken cancellationToken)
    {
        Got.Enqueue(Encoding.Latin1.GetString(message.Bytes.Span));
        Content.Enqueue(Encoding.Latin1.GetString(message.Bytes.Span[message.TraceBytes..]));
        Senders.Enqueue(message.Sender);
        return Answer(message, cancellationToken);
    }
}
