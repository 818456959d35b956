using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Mailboxes.Sending;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Carbonio.Cloud.Functions.MailOut;

/// <summary>One mail, given to the relay over a connection of its own.</summary>
internal sealed class SmtpConversation : IDisposable
{
    private static readonly string[] Mechanisms = ["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN", "LOGIN"];

    // What providers gave out as addresses is sent to, dots where they don't belong included.
    private static readonly ParserOptions AsWritten = new() { AddressParserComplianceMode = RfcComplianceMode.Looser };

    private readonly SmtpOptions options;
    private readonly RelayEnvelope envelope;
    private readonly CancellationToken cancelled;
    private readonly CancellationTokenSource stage;
    private readonly CancellationTokenSource either;
    private readonly RelayClient client;
    private readonly SendAnswer?[] answers;

    public SmtpConversation(SmtpOptions options, TimeProvider time, RelayEnvelope envelope, Func<Task<bool>> handOver, CancellationToken cancelled)
    {
        this.options = options;
        this.envelope = envelope;
        this.cancelled = cancelled;
        answers = new SendAnswer?[envelope.Recipients.Count];
        stage = new(SmtpStages.Opening, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(stage.Token, cancelled);
        client = new(handOver, stage);
    }

    /// <summary>The end of the message may have been sent.</summary>
    public bool IsHandedOver => client.IsHandedOver;

    /// <summary>Judges the relay's certificate; null for the system.</summary>
    public RemoteCertificateValidationCallback? Trust { get; init; }

    /// <summary>What broke it off; null when the relay has said everything.</summary>
    public Exception? Failure { get; private set; }

    public async Task<IReadOnlyList<SendAnswer>> SendAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            await OpenAsync();
            await TransferAsync(message);
        }
        catch (SmtpCommandException e) when (client.IsOpen)
        {
            AnswerRest(RelayReply.Judge((int)e.StatusCode, e.Message));
            return Complete();
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested && !IsHandedOver)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever ends a conversation early, the mail waits for the next.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            AnswerRest(IsHandedOver
                ? SendAnswer.Lost("The connection to the relay ended before it answered.")
                : new SendAnswer(SendVerdict.Deferred, "4.4.2", Reason(e)));
            return Complete();
        }

        await LeaveAsync();
        return Complete();
    }

    public void Dispose()
    {
        client.Dispose();
        either.Dispose();
        stage.Dispose();
    }

    private async Task OpenAsync()
    {
        if (options.From is { Length: > 0 } from)
        {
            client.LocalDomain = from[(from.LastIndexOf('@') + 1)..];
        }

        var security = options.SecurityKind switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        client.ServerCertificateValidationCallback = Trust;
        await client.ConnectAsync(options.Host!, options.PortNumber, security, either.Token);
        if (!string.IsNullOrEmpty(options.User))
        {
            client.AuthenticationMechanisms.IntersectWith(Mechanisms);
            await client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(options.User, options.Password), either.Token);
        }

        // In pieces of its own, the message would be kept in memory once more.
        client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        client.IsOpen = true;
    }

    private async Task TransferAsync(ReadOnlyMemory<byte> bytes)
    {
        var recipients = new List<MailboxAddress>();
        var places = new List<int>();
        for (var i = 0; i < envelope.Recipients.Count; i++)
        {
            if (TryAddress(envelope.Recipients[i], out var answer) is { } address)
            {
                recipients.Add(address);
                places.Add(i);
            }
            else
            {
                answers[i] = answer;
            }
        }

        if (TryAddress(envelope.Sender, out var refused) is not { } sender)
        {
            AnswerRest(refused!);
            return;
        }

        if (recipients.Count == 0)
        {
            return;
        }

        var is7Bit = Ascii.IsValid(bytes.Span);
        using var source = MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray());
        using var message = await LoadAsync(source);
        if (message is null)
        {
            AnswerRest(new(SendVerdict.Refused, "5.6.0", "What was sent is no mail: it does not begin with a header."));
            return;
        }

        client.SendsAsGiven = is7Bit || client.Capabilities.HasFlag(SmtpCapabilities.EightBitMime);
        if (!client.SendsAsGiven && message.Body is MimeKit.Cryptography.MultipartSigned)
        {
            AnswerRest(new(SendVerdict.Refused, "5.6.3", "The relay takes no 8-bit mail, and a signed mail must not be changed."));
            return;
        }

        client.Begin(places, answers);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        await client.SendAsync(format, message, sender, recipients, either.Token, client);
        AnswerRest(SendAnswer.Accepted);
    }

    private async Task<MimeMessage?> LoadAsync(Stream source)
    {
        try
        {
            return await MimeMessage.LoadAsync(source, persistent: true, either.Token);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <returns>The address as SMTP has it; null, with an answer, when this relay cannot be told it.</returns>
    private MailboxAddress? TryAddress(string address, out SendAnswer? answer)
    {
        answer = null;
        if (EnvelopeAddress.NeedsUtf8(address) && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            answer = new(SendVerdict.Refused, "5.6.7", "The relay knows no addresses such as this one.");
            return null;
        }

        if (MailboxAddress.TryParse(AsWritten, address, out var parsed) && parsed.Address == address)
        {
            return parsed;
        }

        answer = new(SendVerdict.Refused, "5.1.3", "The address cannot be sent to.");
        return null;
    }

    private async Task LeaveAsync()
    {
        try
        {
            stage.CancelAfter(SmtpStages.Leaving);
            await client.DisconnectAsync(quit: true, either.Token);
        }
#pragma warning disable CA1031 // Everything is said.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The relay hung up first.
        }
    }

    private void AnswerRest(SendAnswer answer)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] ??= answer;
        }
    }

    private IReadOnlyList<SendAnswer> Complete() => [.. answers.Select(answer => answer!)];

    private string Reason(Exception failure) => failure switch
    {
        OperationCanceledException => "The relay did not answer in time.",
        AuthenticationException => "The relay refused the login.",
        SslHandshakeException or NotSupportedException => "No private connection to the relay could be made.",
        SocketException => "The relay could not be reached.",
        SmtpCommandException e => $"The relay refused the connection: {(int)e.StatusCode} {e.Message}",
        _ => client.IsOpen ? "The relay broke off the connection." : "The relay could not be reached.",
    };
}
