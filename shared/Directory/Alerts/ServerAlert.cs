using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Carbonio.Cloud.Directory;

/// <summary>Something that global admins should look at.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What kind of thing, such as <see cref="AntiDos"/>.</param>
/// <param name="Account">Address of the account it is about; empty for none.</param>
/// <param name="Device">Id of the device it is about; empty for none.</param>
/// <param name="Text">One sentence.</param>
public sealed record ServerAlert(DateTimeOffset At, string Kind, string Account, string Device, string Text)
{
    /// <summary>A device was jailed by the DoS filter.</summary>
    public const string AntiDos = "anti-dos";

    /// <summary>The alert as text, for the outbox row that carries it.</summary>
    public string ToText() => JsonSerializer.Serialize(this, DirectoryJson.Default.ServerAlert);

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ServerAlert? alert)
    {
        try
        {
            alert = JsonSerializer.Deserialize(text, DirectoryJson.Default.ServerAlert);
        }
        catch (JsonException)
        {
            alert = null;
        }

        return alert is { Kind: not null, Account: not null, Device: not null, Text: not null };
    }
}
