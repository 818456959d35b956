using System.Globalization;

namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>What a refusal means to whoever runs the server.</summary>
internal static class Verdicts
{
    /// <summary>Why an answer is none that a phone can go on with; null when it is.</summary>
    public static string? Of(PhoneAnswer answer) => answer.Fault
        ?? answer.Http switch
        {
            200 => Common(answer.Status),
            0 => "no answer",
            401 => "the login was refused: has the account been locked or closed?",
            403 => "refused: the account may not sync with phones, or the connection is not encrypted",
            449 => "the server wants the phone to provision",
            503 => "the server asks the phone to come back later: it is busy, stopped, or slows this phone down",
            _ => string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Http}, which no phone can go on from"),
        };

    // [MS-ASCMD] 2.2.2 Common Status Codes.
    private static string? Common(int? status) => status switch
    {
        null or < 101 => null,
        110 => "the server failed: its log says how",
        111 => "the server asks the phone to try again",
        126 => "the account may not sync with phones: zimbraFeatureMobileSyncEnabled",
        129 => "the device is blocked: suspended, wiped, or refused",
        139 => "the phone cannot enforce all of the policy, and must",
        140 => "the device is to be wiped",
        141 => "the policy must be enforced, and the phone knows of none",
        142 or 143 or 144 => "the phone must fetch the policy",
        177 => "the account has as many devices as it may have",
        _ => string.Create(CultureInfo.InvariantCulture, $"Status {status}"),
    };
}
