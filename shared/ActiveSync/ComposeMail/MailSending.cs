using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.ComposeMail;

/// <summary>What SendMail, SmartReply and SmartForward have in common: a message is completed, joined with the original, and sent once.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.14 Status (SendMail), 2.2.3.177.16 Status (SmartForward and SmartReply). Holds nothing between requests.</remarks>
public sealed partial class MailSending(
    OutgoingComposer composer,
    MessageJoiner joiner,
    MailSender sender,
    Func<uint> newRandom,
    TimeProvider time,
    ILogger<MailSending> logger)
{
    /// <summary>Answers a request: nothing when the message was sent, else a common status.</summary>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var command = context.Request.Command;
        var status = ComposeMailRequest.Read(command, context.Body.Bytes, context.Rules, out var error) is { } request
            ? await SendAsync(context, request, cancellationToken)
            : error;
        if (status == 0)
        {
            return EasAnswer.Empty();
        }

        LogNotSent(command, context.Account.Partition, context.Device.DeviceId, status);
        return CommonAnswer.Of(context.Request, status);
    }

    /// <returns>0 when it was sent.</returns>
    private async Task<CommonStatus> SendAsync(EasContext context, ComposeMailRequest request, CancellationToken cancellationToken)
    {
        var message = MimeParser.Parse(request.Mime, MimeLimits.Default);
        var once = SentOnce.Row(context.Device.DeviceId, request.ClientId, MailFingerprint.Of(message, $"{context.Request.Command} {request.Source?.Find()}"));
        if (await sender.IsSentAsync(context.Mailbox.Id, once, cancellationToken))
        {
            return CommonStatus.MessagePreviouslySent;
        }

        var (original, problem) = await FindOriginalAsync(context, request, cancellationToken);
        if (problem != 0)
        {
            return problem;
        }

        var identity = SenderIdentity.Of(context.Account);
        var whole = original is null || request.ReplaceMime ? message : Join(context, message, original);
        var threading = original?.Thread(time.GetUtcNow(), (byte)newRandom());
        var refused = composer.TryCompose(whole, identity, threading, isNow: false, out var mail);
        if (mail is null)
        {
            return StatusOf(refused);
        }

        var result = await sender.SendAsync(
            context.Mailbox,
            context.State,
            new(mail, once, context.Origin)
            {
                SaveCopy = request.SaveInSentItems,
                QuotaBytes = context.Account.MailQuotaBytes,
                Original = original?.Item,
                Verb = original is null ? LastVerb.None : VerbOf(context, original, mail, identity),
                ToldTo = original is null ? 0 : ToldTo(context, original.Item),
            },
            cancellationToken);
        return StatusOf(result);
    }

    private static async Task<(Original? Original, CommonStatus Problem)> FindOriginalAsync(
        EasContext context, ComposeMailRequest request, CancellationToken cancellationToken)
    {
        if (request.Source is not { } source)
        {
            return (null, 0);
        }

        if (source.Find() is not var (folder, id)
            || (await context.Mailbox.FindItemsAsync([id], cancellationToken))[0] is not { } item
            || (folder ?? item.Folder) != item.Folder
            || !context.State.HasFolder(item.Folder))
        {
            return (null, CommonStatus.ItemNotFound);
        }

        if (item.Class != ItemClass.Email)
        {
            return (null, CommonStatus.UnexpectedItemClass);
        }

        if (source.InstanceId is not null)
        {
            return (null, CommonStatus.NoRecurrenceInCalendar);
        }

        return await Original.ReadAsync(context.Mailbox, item, isWhole: !request.ReplaceMime, cancellationToken) is { } original
            ? (original, 0)
            : (null, CommonStatus.ItemNotFound);
    }

    private MimeMessage Join(EasContext context, MimeMessage message, Original original)
    {
        var quotation = context.Request.Command == EasCommand.SmartReply ? OriginalQuotation.ForReply(original)
            : context.Account.Attributes.Boolean(ConfigurationAttributes.MobileSmartForwardRfc822Enabled) ? OriginalQuotation.AsFile(original)
            : OriginalQuotation.ForForward(original);
        return MimeParser.Parse(joiner.Join(message, quotation), MimeLimits.Default);
    }

    private static LastVerb VerbOf(EasContext context, Original original, ComposedMail mail, SenderIdentity identity) =>
        context.Request.Command == EasCommand.SmartForward ? LastVerb.Forward : original.VerbOf(mail.Submission.Recipients, identity);

    private static long ToldTo(EasContext context, Item item) =>
        CollectionState.Unpack(item.Folder, context.Device.Collections.Find(item.Folder))?.Watermark ?? 0;

    private static CommonStatus StatusOf(OutgoingProblem problem) => problem switch
    {
        OutgoingProblem.InvalidMessage => CommonStatus.InvalidMIME,
        OutgoingProblem.ForeignSender => CommonStatus.MailSubmissionFailed,
        _ => CommonStatus.MessageHasNoRecipient,
    };

    private static CommonStatus StatusOf(SendResult result) => result switch
    {
        SendResult.Sent => 0,
        SendResult.SentBefore => CommonStatus.MessagePreviouslySent,
        SendResult.OverQuota => CommonStatus.MailboxQuotaExceeded,
        SendResult.NoRecipients => CommonStatus.MessageHasNoRecipient,
        SendResult.TooManyRecipients => CommonStatus.MailSubmissionFailed,
        SendResult.InvalidRecipient => CommonStatus.MessageRecipientUnresolved,
        SendResult.TooLarge => CommonStatus.AttachmentIsTooLarge,
        _ => CommonStatus.ServerErrorRetryLater,
    };

    [LoggerMessage(4401, LogLevel.Information, "{Command} of account {Account}, device {DeviceId}, sent nothing: {Status}.")]
    private partial void LogNotSent(EasCommand command, string account, string deviceId, CommonStatus status);
}
