using System.Globalization;
using Carbonio.Cloud.Devices.Registry;

namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>
/// The keys of the two phases. A temporary key is even and its final key is the number after it, so that an acknowledgement
/// whose answer was lost gets the same key again. Neither is a secret; the device's row alone says which one holds.
/// </summary>
/// <remarks>[MS-ASPROV] 2.2.2.42 PolicyKey. Below 2^31: some devices keep it as a signed number.</remarks>
internal static class PolicyKeys
{
    /// <summary>The state with a temporary key out for a policy. One that waits for its acknowledgement already is given again.</summary>
    public static PolicyState Offer(PolicyState state, long version, Func<uint> random) =>
        state.PendingKey != 0 && state.PendingVersion == version && state.Key != Final(state.PendingKey)
            ? state
            : state with { PendingKey = NextTemporary(state, random), PendingVersion = version };

    /// <summary>Whether this is the temporary key that the device was given last.</summary>
    public static bool IsOut(PolicyState state, string? key) =>
        state.PendingKey != 0 && uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var sent) && sent == state.PendingKey;

    /// <summary>The state after the acknowledgement of the temporary key that is out.</summary>
    public static PolicyState Acknowledge(PolicyState state, DateTimeOffset now) =>
        state with { Key = Final(state.PendingKey), Version = state.PendingVersion, AcknowledgedAt = now };

    private static uint Final(uint temporary) => temporary + 1;

    private static uint NextTemporary(PolicyState state, Func<uint> random)
    {
        while (true)
        {
            var key = random() & 0x7FFF_FFFE;
            if (key != 0 && key != state.PendingKey)
            {
                return key;
            }
        }
    }
}
