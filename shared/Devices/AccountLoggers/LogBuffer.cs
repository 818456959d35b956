using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Records of one log that wait to be written. Not safe for concurrent use: its owner locks it.</summary>
internal sealed class LogBuffer(AccountLogger logger)
{
    private readonly StringBuilder text = new();
    private int lost;

    public AccountLogger Logger => logger;

    /// <summary>One write at a time, so that chunks come in their order.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>When it was last written, a timestamp; null before.</summary>
    public long? Flushed { get; set; }

    public bool IsScheduled { get; set; }

    public int ChunksSinceTrim { get; set; } = AccountLoggerLimits.ChunksUntilTrim;

    public int Characters => text.Length;

    public void Add(LogRecord record)
    {
        if (text.Length + record.Text.Length > AccountLoggerLimits.MaximumWaitingBytes)
        {
            lost++;
            return;
        }

        if (lost > 0)
        {
            new LogRecord(record.At, AccountLoggerLevel.Warn, string.Create(CultureInfo.InvariantCulture, $"{lost} records were lost: the store did not take them.")).WriteTo(text);
            lost = 0;
        }

        record.WriteTo(text);
    }

    public string Take()
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }

    public void GiveBack(string taken) => text.Insert(0, taken);
}
