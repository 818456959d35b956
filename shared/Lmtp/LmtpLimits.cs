namespace Carbonio.Cloud.Lmtp;

/// <summary>How much of everything a client of LMTP may send. What lies at a limit is taken.</summary>
public static class LmtpLimits
{
    /// <summary>Longest command line, CR LF among it: the 512 of [RFC 5321] 4.5.3.1.4, and room for what extensions and UTF-8 add.</summary>
    public const int CommandLineBytes = 2048;

    /// <summary>Longest address without its brackets, in bytes of UTF-8; [RFC 5321] 4.5.3.1.3 asks for 254.</summary>
    public const int AddressBytes = 512;

    /// <summary>Most recipients of one message; what comes beyond is told to come in another ([RFC 5321] 4.5.3.1.8 asks for 100).</summary>
    public const int Recipients = 1000;

    /// <summary>Most RCPT commands of one message, refused ones among them, before the session ends.</summary>
    public const int RecipientCommands = 20_000;

    /// <summary>Most commands other than RCPT since the last message, before the session ends: 250 messages in a row that nobody here takes.</summary>
    public const int CommandsWithoutMessage = 1000;

    /// <summary>Most commands since the last message that were none, or came at the wrong time, before the session ends.</summary>
    public const int BadCommands = 20;

    /// <summary>Room for the lines that are put in front of a message.</summary>
    public const int TraceBytes = 2048;

    /// <summary>Most bytes of one message that are read and thrown away because it is too large, before the session ends.</summary>
    public const long DrainedBytes = 1L << 30;

    /// <summary>Most bytes of messages in memory, in all sessions together.</summary>
    public const long MemoryBytes = 256L << 20;

    /// <summary>Most sessions at a time.</summary>
    public const int Sessions = 100;

    /// <summary>Most mailboxes that one message is being written to at a time.</summary>
    public const int DeliveriesAtOnce = 16;
}
