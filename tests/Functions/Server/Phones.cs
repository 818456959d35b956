using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Makes phones and brings them where a test begins.</summary>
public static class Phones
{
    /// <summary>A phone of its own id, as it comes out of its box.</summary>
    public static EasDevice NewDevice(Uri server, DemoAccount account, Func<EasDeviceSettings, EasDeviceSettings>? change = null)
    {
        var settings = new EasDeviceSettings
        {
            Server = server,
            User = account.Address,
            Password = account.EasPassword,
            DeviceId = $"{Guid.NewGuid():N}",
        };
        return new EasDevice(change is null ? settings : change(settings));
    }

    /// <summary>Provisions a phone and fetches its folders.</summary>
    public static async Task<PhoneModel> SetUpAsync(EasDevice device, CancellationToken cancellationToken)
    {
        await device.ProvisionAsync(cancellationToken);
        var phone = new PhoneModel(device);
        var folders = await phone.SyncFoldersAsync(cancellationToken);
        Assert.Equal(1, folders.Status);
        return phone;
    }

    /// <summary>What a phone asks first, with a login of nobody.</summary>
    public static HttpRequestMessage Options() => new(HttpMethod.Options, "Microsoft-Server-ActiveSync")
    {
        Headers = { Authorization = new("Basic", Convert.ToBase64String("nobody@example.test:x"u8)) },
    };

    /// <summary>A Ping that the server is certain to hold: it has displaced another one of the same device.</summary>
    public static async Task<Task<PingAnswer>> HoldPingAsync(
        PhoneModel phone, string folder, CancellationToken cancellationToken, int heartbeatSeconds = ServerProcess.LongestHeartbeatSeconds)
    {
        // Which of the two reaches the server first is left open: the other one ends it.
        var one = phone.Device.PingAsync(heartbeatSeconds, [folder], cancellationToken);
        var other = phone.Device.PingAsync(heartbeatSeconds, [folder], cancellationToken);
        var ended = await Task.WhenAny(one, other);
        Assert.Equal(1, (await ended).Status);
        var held = ended == one ? other : one;
        Assert.False(held.IsCompleted, "Both Pings were answered though only one was displaced.");
        return held;
    }
}
