using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Mailboxes.Items;

/// <summary>Who made a change: a device, or the server itself. A device is not told of its own changes.</summary>
/// <param name="Value">0 for the server and its administrators.</param>
public readonly record struct Origin(long Value)
{
    /// <summary>Delivery, administration, everything that is no device.</summary>
    public static Origin Server { get; }

    /// <summary>
    /// What the server does because this device asked for something else, such as marking the mail that it answered: the device is
    /// told of it, and it is no conflict with what the device does to the same item.
    /// </summary>
    /// <remarks>No property: a record prints its properties, and this one would have to print itself without end.</remarks>
    public Origin Aside() => new(Value & ~1L);

    /// <summary>The device of that id, compared without case.</summary>
    public static Origin Device(string deviceId)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(deviceId.ToLowerInvariant()), hash);
        return new(BinaryPrimitives.ReadInt64LittleEndian(hash) | 1);
    }
}
