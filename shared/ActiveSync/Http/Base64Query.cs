using System.Buffers.Binary;
using System.Text;
using Carbonio.Cloud.ActiveSync.Versions;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>A query that is one base64 text. Taken with or without padding, with %-escapes, and in the alphabet for URLs.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1.1.1 Base64-Encoded Query Value.</remarks>
internal static class Base64Query
{
    private const int MaximumBytes = 1024;
    private const byte OptionsTag = 7;
    private const byte UserTag = 8;
    private const byte LastTag = UserTag;
    private const byte AcceptMultiPartBit = 0x02;

    /// <returns>False for what is malformed. An unknown command is not: it stays null.</returns>
    public static bool TryRead(string query, out QueryFields fields)
    {
        fields = default;
        Span<byte> buffer = stackalloc byte[MaximumBytes];
        if (!TryDecode(query, buffer, out var count))
        {
            return false;
        }

        var reader = new Cursor(buffer[..count]);
        if (!reader.TryByte(out var version) || !reader.TryByte(out var command) || !reader.TryTake(2, out var locale)
            || !reader.TryRun(out var deviceId) || !reader.TryRun(out var policyKey) || !reader.TryRun(out var deviceType)
            || policyKey.Length is not (0 or 4))
        {
            return false;
        }

        fields.Version = new EasVersion(version);
        fields.Command = CommandNames.Find(command);
        fields.Locale = BinaryPrimitives.ReadUInt16LittleEndian(locale);
        fields.DeviceId = DeviceId(deviceId);
        fields.PolicyKey = policyKey.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(policyKey) : null;
        fields.DeviceType = Encoding.UTF8.GetString(deviceType);
        return TryReadParameters(ref reader, ref fields);
    }

    private static bool TryReadParameters(ref Cursor reader, ref QueryFields fields)
    {
        while (!reader.AtEnd)
        {
            if (!reader.TryByte(out var tag) || tag > LastTag || !reader.TryRun(out var value))
            {
                return false;
            }

            switch (tag)
            {
                case OptionsTag when value.Length != 1:
                    return false;
                case OptionsTag:
                    fields.AcceptMultiPart = (value[0] & AcceptMultiPartBit) != 0;
                    break;
                case UserTag:
                    fields.User = Encoding.UTF8.GetString(value);
                    break;
            }
        }

        return true;
    }

    // A device that sends the bytes of its GUID here sends them as hexadecimal digits in a plain query: one id for both.
    private static string DeviceId(ReadOnlySpan<byte> bytes) =>
        bytes.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) ? Convert.ToHexString(bytes) : Encoding.ASCII.GetString(bytes);

    private static bool TryDecode(string query, Span<byte> bytes, out int count)
    {
        count = 0;
        var text = (query.Contains('%', StringComparison.Ordinal) ? PlainQuery.Unescape(query) : query).AsSpan().TrimEnd('=');
        if (text.Length * 3 / 4 > MaximumBytes)
        {
            return false;
        }

        // Padded again, in the one alphabet that the decoder knows.
        Span<char> padded = stackalloc char[(text.Length + 3) / 4 * 4];
        text.CopyTo(padded);
        padded[text.Length..].Fill('=');
        padded.Replace('-', '+');
        padded.Replace('_', '/');
        return Convert.TryFromBase64Chars(padded, bytes, out count);
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> rest = bytes;

        public readonly bool AtEnd => rest.IsEmpty;

        public bool TryByte(out byte value)
        {
            var has = TryTake(1, out var taken);
            value = has ? taken[0] : (byte)0;
            return has;
        }

        /// <summary>Bytes behind a byte that says how many.</summary>
        public bool TryRun(out ReadOnlySpan<byte> run)
        {
            run = default;
            return TryByte(out var length) && TryTake(length, out run);
        }

        public bool TryTake(int length, out ReadOnlySpan<byte> taken)
        {
            taken = default;
            if (rest.Length < length)
            {
                return false;
            }

            taken = rest[..length];
            rest = rest[length..];
            return true;
        }
    }
}
