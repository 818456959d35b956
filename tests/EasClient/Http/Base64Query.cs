using System.Buffers.Binary;
using System.Text;

namespace Carbonio.Cloud.EasClient;

/// <summary>The binary form of the query, as bytes in order.</summary>
/// <param name="Version">Protocol version times ten; any byte, so that a test can send a wrong one.</param>
/// <param name="Command">Command code.</param>
/// <param name="DeviceId">As the plain query would have it.</param>
/// <param name="PolicyKey">Null for none, as from a device that was never provisioned.</param>
/// <param name="DeviceType">As the plain query would have it.</param>
/// <param name="AcceptMultiPart">Asks ItemOperations for a multipart answer.</param>
/// <remarks>[MS-ASHTTP] 2.2.1.1.1.1 Base64-Encoded Query Value.</remarks>
public sealed record Base64Query(
    byte Version, byte Command, string DeviceId, uint? PolicyKey, string DeviceType, bool AcceptMultiPart = false)
{
    private const ushort EnglishUnitedStates = 0x0409;
    private const byte OptionsTag = 7;
    private const byte AcceptMultiPartOption = 0x02;

    /// <summary>The text after the question mark.</summary>
    public string Encode()
    {
        var bytes = new List<byte> { Version, Command, EnglishUnitedStates & 0xFF, EnglishUnitedStates >> 8 };
        Append(bytes, Encoding.ASCII.GetBytes(DeviceId));
        Append(bytes, PolicyKeyBytes());
        Append(bytes, Encoding.ASCII.GetBytes(DeviceType));
        if (AcceptMultiPart)
        {
            bytes.Add(OptionsTag);
            Append(bytes, [AcceptMultiPartOption]);
        }

        return Convert.ToBase64String([.. bytes]);
    }

    private static void Append(List<byte> bytes, byte[] value)
    {
        bytes.Add((byte)value.Length);
        bytes.AddRange(value);
    }

    private byte[] PolicyKeyBytes()
    {
        if (PolicyKey is not { } key)
        {
            return [];
        }

        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, key);
        return bytes;
    }
}
