namespace Carbonio.Cloud.Functions.MailOut;

/// <summary>How long each stage of a conversation may take before the relay counts as gone.</summary>
/// <remarks>[RFC 5321] 4.5.3.2 Timeouts; connecting is shorter, because nothing is lost by trying again.</remarks>
internal static class SmtpStages
{
    /// <summary>Connection, greeting, TLS and login.</summary>
    public static TimeSpan Opening { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Each answer to a command.</summary>
    public static TimeSpan Command { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Each piece of the message.</summary>
    public static TimeSpan Data { get; } = TimeSpan.FromMinutes(3);

    /// <summary>The answer to the message: a relay that is still looking at it when we give up may deliver it all the same.</summary>
    public static TimeSpan Message { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Taking leave, when everything is said.</summary>
    public static TimeSpan Leaving { get; } = TimeSpan.FromSeconds(5);
}
