using Carbonio.Cloud.Mailboxes.Sending;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Carbonio.Cloud.Functions.MailOut;

/// <summary>MailKit's client, with an answer for each recipient, a time for each stage, and a word before the end of the message.</summary>
internal sealed class RelayClient : SmtpClient, ITransferProgress
{
    private readonly Func<Task<bool>> handOver;
    private readonly CancellationTokenSource stage;
    private IReadOnlyList<int> places = [];
    private SendAnswer?[] answers = [];
    private bool isSenderAccepted;
    private int answered;
    private long bytes;

    public RelayClient(Func<Task<bool>> handOver, CancellationTokenSource stage)
    {
        this.handOver = handOver;
        this.stage = stage;
        Timeout = int.MaxValue; // the stages have theirs

        // Lists of revoked certificates come over the open network from third parties: one that is away would stop all mail.
        CheckCertificateRevocation = false;
    }

    /// <summary>Connected, greeted and logged in: replies are about the mail from here on.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The relay takes the message as it is; else it is brought into 7 bits.</summary>
    public bool SendsAsGiven { get; set; }

    /// <summary>The end of the message may have been sent.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>A transaction begins.</summary>
    /// <param name="recipientPlaces">For each recipient that is sent, its place among all.</param>
    /// <param name="recipientAnswers">Gets the answers of those that are not accepted.</param>
    public void Begin(IReadOnlyList<int> recipientPlaces, SendAnswer?[] recipientAnswers)
    {
        places = recipientPlaces;
        answers = recipientAnswers;
        stage.CancelAfter(SmtpStages.Command);
    }

    /// <inheritdoc/>
    public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

    /// <inheritdoc/>
    public void Report(long bytesTransferred)
    {
        stage.CancelAfter(SmtpStages.Data);
        if (IsHandedOver || bytesTransferred < bytes)
        {
            return;
        }

        // MailKit waits for nobody here, and has nothing else to do.
        if (!handOver().GetAwaiter().GetResult())
        {
            throw new ServiceNotConnectedException("The mail is somebody else's now.");
        }

        IsHandedOver = true;
        stage.CancelAfter(SmtpStages.Message);
    }

    /// <inheritdoc/>
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        if (!SendsAsGiven)
        {
            base.Prepare(options, message, constraint, maxLineLength);
        }

        using var measure = new MimeKit.IO.MeasuringStream();
        message.WriteTo(options, measure);
        bytes = measure.Length;
    }

    /// <inheritdoc/>
    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        isSenderAccepted = true;
        stage.CancelAfter(SmtpStages.Command);
    }

    /// <inheritdoc/>
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        answered++;
        stage.CancelAfter(SmtpStages.Command);
    }

    /// <inheritdoc/>
    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        // Commands went ahead of the answers: where the sender was refused, "bad sequence" says nothing of a recipient.
        if (isSenderAccepted)
        {
            answers[places[answered]] = RelayReply.Judge((int)response.StatusCode, response.Response);
        }

        answered++;
        stage.CancelAfter(SmtpStages.Command);
    }
}
