using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Lmtp;

/// <summary>Everything the server says to a client: code, enhanced code ([RFC 3463]), text.</summary>
internal sealed class LmtpReply
{
    private LmtpReply(string text) => Line = Encoding.ASCII.GetBytes(text + "\r\n");

    public static LmtpReply Ok { get; } = new("250 2.0.0 Ok");

    public static LmtpReply SenderOk { get; } = new("250 2.1.0 Sender ok");

    public static LmtpReply RecipientOk { get; } = new("250 2.1.5 Recipient ok");

    public static LmtpReply Delivered { get; } = new("250 2.0.0 Delivered");

    public static LmtpReply Bye { get; } = new("221 2.0.0 Goodbye");

    public static LmtpReply Help { get; } = new("214 2.0.0 LHLO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT; RFC 2033");

    public static LmtpReply CannotVerify { get; } = new("252 2.5.0 Ask with RCPT");

    public static LmtpReply Send { get; } = new("354 End with CR LF . CR LF");

    // What the client is to try again.
    public static LmtpReply TryLater { get; } = new("451 4.3.0 Not now, try again later");

    public static LmtpReply OverQuota { get; } = new("452 4.2.2 The mailbox is full");

    public static LmtpReply NoMemory { get; } = new("452 4.3.1 Too much mail at a time, try again later");

    public static LmtpReply TooManyRecipients { get; } = new("452 4.5.3 Too many recipients, send the message again for the others");

    // The end of a session.
    public static LmtpReply TooManySessions { get; } = new("421 4.3.2 Too many sessions, try again later");

    public static LmtpReply Stopping { get; } = new("421 4.3.2 The server stops, try again later");

    public static LmtpReply TooSlow { get; } = new("421 4.4.2 Nothing came for too long");

    public static LmtpReply TooMuch { get; } = new("421 4.3.4 The message has no end");

    public static LmtpReply BareLineFeed { get; } = new("421 4.5.2 Commands end with CR LF, not with LF alone");

    public static LmtpReply TooManyCommands { get; } = new("421 4.7.0 Too many commands without a message");

    public static LmtpReply TooManyBadCommands { get; } = new("421 4.7.0 Too many commands that are none");

    // What will not become better.
    public static LmtpReply LineTooLong { get; } = new("500 5.5.2 The line is too long");

    public static LmtpReply BadCharacters { get; } = new("500 5.5.2 The line is not plain text");

    public static LmtpReply UnknownCommand { get; } = new("500 5.5.1 There is no such command");

    public static LmtpReply ThisIsLmtp { get; } = new("500 5.5.1 This is LMTP, begin with LHLO");

    public static LmtpReply NeedsName { get; } = new("501 5.5.4 LHLO needs the client's name");

    public static LmtpReply NeedsArgument { get; } = new("501 5.5.4 The command needs an argument");

    public static LmtpReply NoArgument { get; } = new("501 5.5.4 The command takes no argument");

    public static LmtpReply MailSyntax { get; } = new("501 5.5.4 It goes MAIL FROM:<address>");

    public static LmtpReply RecipientSyntax { get; } = new("501 5.5.4 It goes RCPT TO:<address>");

    public static LmtpReply BadParameter { get; } = new("501 5.5.4 A parameter is wrong");

    public static LmtpReply NotImplemented { get; } = new("502 5.5.1 The command is not for here");

    public static LmtpReply LhloFirst { get; } = new("503 5.5.1 Begin with LHLO");

    public static LmtpReply MailFirst { get; } = new("503 5.5.1 Begin with MAIL");

    public static LmtpReply MailTwice { get; } = new("503 5.5.1 There is a sender already");

    public static LmtpReply NoRecipients { get; } = new("503 5.5.1 There is no recipient");

    public static LmtpReply UnknownRecipient { get; } = new("550 5.1.1 There is no such mailbox");

    public static LmtpReply SenderNeedsUtf8 { get; } = new("550 5.6.7 The sender needs SMTPUTF8");

    public static LmtpReply TooLarge { get; } = new("552 5.3.4 The message is too large");

    public static LmtpReply BadRecipient { get; } = new("553 5.1.3 That is no address");

    public static LmtpReply RecipientNeedsUtf8 { get; } = new("553 5.6.7 The recipient needs SMTPUTF8");

    public static LmtpReply BadSender { get; } = new("553 5.1.7 That is no address");

    public static LmtpReply UnknownParameter { get; } = new("555 5.5.4 There is no such parameter");

    /// <summary>With CR LF.</summary>
    public ReadOnlyMemory<byte> Line { get; }

    /// <summary>2 done, 4 come again, 5 never.</summary>
    public char Class => (char)Line.Span[0];

    /// <summary>The command was none or came at the wrong time. DATA without recipients is no misuse: pipelining clients send it ahead.</summary>
    public bool IsMisuse => Line.Span.StartsWith("50"u8) && this != NoRecipients;

    /// <summary>The first word of a session.</summary>
    public static LmtpReply Greeting(string hostName) => new($"220 {hostName} LMTP Carbonio Cloud");

    /// <summary>The reply to LHLO.</summary>
    public static LmtpReply Extensions(string hostName, int messageBytes) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"250-{hostName}\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-SIZE {messageBytes}\r\n250-8BITMIME\r\n250 SMTPUTF8"));

    /// <summary>What a recipient is told of an outcome.</summary>
    public static LmtpReply Of(LmtpOutcome outcome) => outcome switch
    {
        LmtpOutcome.Delivered => Delivered,
        LmtpOutcome.OverQuota => OverQuota,
        LmtpOutcome.TooLarge => TooLarge,
        _ => TryLater,
    };
}
