using System.Buffers;
using Carbonio.Cloud.Lmtp.Commands;

namespace Carbonio.Cloud.Lmtp;

/// <content>What a command does.</content>
internal sealed partial class LmtpSession
{
    private readonly List<(ILmtpRecipient Mailbox, string Path)> accepted = [];
    private string? clientName;
    private string? sender;
    private bool smtpUtf8;
    private bool receiving;
    private int recipientCommands;
    private int commandsWithoutMessage;
    private int badCommands;

    private async Task ExecuteAsync(CommandScan scan, ReadOnlySequence<byte> line)
    {
        if (scan == CommandScan.BareLineFeed)
        {
            Part(LmtpReply.BareLineFeed);
            return;
        }

        var command = scan == CommandScan.Line ? CommandLine.Parse(line) : null;
        if (IsOneTooMany(command))
        {
            Part(LmtpReply.TooManyCommands);
            return;
        }

        var reply = scan == CommandScan.TooLong ? LmtpReply.LineTooLong
            : command is { } known ? await AnswerAsync(known)
            : LmtpReply.BadCharacters;
        if (reply.IsMisuse && ++badCommands > LmtpLimits.BadCommands)
        {
            Part(LmtpReply.TooManyBadCommands);
            return;
        }

        Reply(reply);
    }

    private bool IsOneTooMany(CommandLine? command) => command is { Verb: "RCPT" }
        ? ++recipientCommands > LmtpLimits.RecipientCommands
        : ++commandsWithoutMessage > LmtpLimits.CommandsWithoutMessage;

    private async ValueTask<LmtpReply> AnswerAsync(CommandLine command)
    {
        var argument = command.Argument;
        switch (command.Verb)
        {
            case "LHLO":
                return Greet(argument);
            case "MAIL":
                return Mail(argument);
            case "RCPT":
                return await RecipientAsync(argument);
            case "DATA":
                return Data(argument);
            case "RSET" when argument.Length == 0:
                Forget();
                return LmtpReply.Ok;
            case "QUIT" when argument.Length == 0:
                ended = true;
                return LmtpReply.Bye;
            case "RSET" or "QUIT":
                return LmtpReply.NoArgument;
            case "NOOP":
                return LmtpReply.Ok;
            case "HELP":
                return LmtpReply.Help;
            case "VRFY":
                return argument.Length == 0 ? LmtpReply.NeedsArgument : LmtpReply.CannotVerify;
            case "HELO" or "EHLO":
                return LmtpReply.ThisIsLmtp;
            case "EXPN" or "TURN" or "ETRN" or "AUTH" or "STARTTLS" or "BDAT":
                return LmtpReply.NotImplemented;
            default:
                return LmtpReply.UnknownCommand;
        }
    }

    private LmtpReply Greet(string name)
    {
        if (name.Length == 0)
        {
            return LmtpReply.NeedsName;
        }

        clientName = name;
        Forget();
        return LmtpReply.Extensions(options.HostName, options.MessageBytes);
    }

    private LmtpReply Mail(string argument)
    {
        if (clientName is null)
        {
            return LmtpReply.LhloFirst;
        }

        if (sender is not null)
        {
            return LmtpReply.MailTwice;
        }

        if (EnvelopePath.Parse(argument, "FROM:") is not { } path)
        {
            return LmtpReply.MailSyntax;
        }

        var parameters = MailParameters.Parse(path.Rest, out var fault);
        if (fault is not null)
        {
            return fault;
        }

        if (path.NeedsUtf8 && !parameters.SmtpUtf8)
        {
            return LmtpReply.SenderNeedsUtf8;
        }

        if (path.Address is null)
        {
            return LmtpReply.BadSender;
        }

        if (parameters.Size > options.MessageBytes)
        {
            return LmtpReply.TooLarge;
        }

        Forget();
        sender = path.Text;
        smtpUtf8 = parameters.SmtpUtf8;
        return LmtpReply.SenderOk;
    }

    private async ValueTask<LmtpReply> RecipientAsync(string argument)
    {
        if (sender is null)
        {
            return clientName is null ? LmtpReply.LhloFirst : LmtpReply.MailFirst;
        }

        if (EnvelopePath.Parse(argument, "TO:") is not { } path)
        {
            return LmtpReply.RecipientSyntax;
        }

        if (path.Rest.Length > 0)
        {
            return LmtpReply.UnknownParameter;
        }

        if (path.NeedsUtf8 && !smtpUtf8)
        {
            return LmtpReply.RecipientNeedsUtf8;
        }

        var reply = await AcceptAsync(path);
        if (reply != LmtpReply.RecipientOk)
        {
            counts.Add(reply);
        }

        return reply;
    }

    private async ValueTask<LmtpReply> AcceptAsync(EnvelopePath path)
    {
        if (path.Address is not { Length: > 0 } address)
        {
            return LmtpReply.BadRecipient;
        }

        if (accepted.Count == LmtpLimits.Recipients)
        {
            return LmtpReply.TooManyRecipients;
        }

        var found = await recipients.FindAsync(address, abandoned);
        if (found.Recipient is not { } mailbox)
        {
            return found.TryLater ? LmtpReply.TryLater : LmtpReply.UnknownRecipient;
        }

        accepted.Add((mailbox, path.Text));
        return LmtpReply.RecipientOk;
    }

    private LmtpReply Data(string argument)
    {
        if (argument.Length > 0)
        {
            return LmtpReply.NoArgument;
        }

        if (sender is null)
        {
            return clientName is null ? LmtpReply.LhloFirst : LmtpReply.MailFirst;
        }

        if (accepted.Count == 0)
        {
            return LmtpReply.NoRecipients;
        }

        receiving = true;
        return LmtpReply.Send;
    }

    /// <summary>Ends the transaction: neither sender nor recipients.</summary>
    private void Forget()
    {
        sender = null;
        smtpUtf8 = false;
        accepted.Clear();
        recipientCommands = 0;
    }
}
