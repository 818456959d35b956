using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.AddressLists;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ResolveRecipients;

/// <summary>A request, read to its end.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.15 ResolveRecipients; 6.33 ResolveRecipients Request Schema.</remarks>
public sealed record ResolveRecipientsRequest
{
    /// <summary>Most recipients of one request.</summary>
    /// <remarks>[MS-ASCMD] 3.1.5.12 Limiting Size of Command Requests.</remarks>
    public const int MaximumRecipients = 100;

    /// <summary>Most suggestions for an ambiguous recipient, whatever the device asks for.</summary>
    public const int MaximumSuggestions = 100;

    // [MS-ASCMD] 2.2.3.100 MaxAmbiguousRecipients, 2.2.3.101 MaxCertificates.
    private const int LargestLimit = 9999;
    private const int NoRetrieval = 1;
    private const int MiniCertificates = 3;

    /// <summary>Who is to be resolved, each 1 to <see cref="AddressList.MaximumCharacters"/> characters, in the order sent.</summary>
    public IReadOnlyList<string> Recipients { get; private set; } = [];

    /// <summary>False when a value is none, or something is against the schema.</summary>
    public bool IsValid { get; private set; } = true;

    /// <summary>Most suggestions for an ambiguous recipient.</summary>
    public int Suggestions { get; private set; } = MaximumSuggestions;

    /// <summary>Certificates are wanted.</summary>
    public bool Certificates { get; private set; }

    /// <summary>Free and busy times are wanted.</summary>
    public bool Availability { get; private set; }

    /// <summary>Pictures are wanted.</summary>
    public bool Picture { get; private set; }

    /// <summary>Reads a request.</summary>
    /// <returns>Null, with the status to answer, for a document that is none of this command.</returns>
    public static ResolveRecipientsRequest? Read(ReadOnlySpan<byte> body, out CommonStatus error)
    {
        error = CommonStatus.InvalidContent;
        if (body.IsEmpty)
        {
            return null;
        }

        var reader = new WbxmlReader(body);
        var request = new ResolveRecipientsRequest();
        var isResolve = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == ResolveRecipientsPage.ResolveRecipients;
        if (isResolve)
        {
            request.ReadRoot(ref reader);
        }

        error = reader.IsBroken() ? CommonStatus.InvalidWBXML : CommonStatus.InvalidXML;
        return isResolve && error == CommonStatus.InvalidXML ? request : null;
    }

    private void ReadRoot(ref WbxmlReader reader)
    {
        var recipients = new List<string>();
        var options = 0;
        var root = reader.Depth;
        while (reader.ReadChild(root))
        {
            switch (reader.Tag)
            {
                case ResolveRecipientsPage.To:
                    recipients.Add(reader.ReadText());
                    Require(recipients.Count <= MaximumRecipients && !string.IsNullOrWhiteSpace(recipients[^1]) && recipients[^1].Length <= AddressList.MaximumCharacters);
                    break;
                case ResolveRecipientsPage.Options:
                    Require(++options == 1);
                    ReadOptions(ref reader);
                    break;
                default:
                    Require(false);
                    break;
            }

            if (!IsValid)
            {
                return;
            }
        }

        Recipients = recipients;
        Require(recipients.Count > 0);
    }

    private void ReadOptions(ref WbxmlReader reader)
    {
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            switch (reader.Tag)
            {
                case ResolveRecipientsPage.CertificateRetrieval:
                    Certificates = Number(ref reader, NoRetrieval, MiniCertificates) > NoRetrieval;
                    break;
                case ResolveRecipientsPage.MaxCertificates:
                    Number(ref reader, 0, LargestLimit); // there are none
                    break;
                case ResolveRecipientsPage.MaxAmbiguousRecipients:
                    Suggestions = Math.Min(MaximumSuggestions, Number(ref reader, 0, LargestLimit));
                    break;
                case ResolveRecipientsPage.Availability:
                    Availability = true;
                    ReadAvailability(ref reader);
                    break;
                case ResolveRecipientsPage.Picture:
                    Picture = true;
                    ReadPicture(ref reader);
                    break;
                default:
                    Require(false);
                    break;
            }
        }
    }

    private void ReadAvailability(ref WbxmlReader reader)
    {
        DateTimeOffset? start = null;
        DateTimeOffset? end = null;
        var hasEnd = false;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            if (reader.Tag == ResolveRecipientsPage.StartTime)
            {
                start = EasDates.Parse(reader.ReadContent());
            }
            else if (reader.Tag == ResolveRecipientsPage.EndTime)
            {
                hasEnd = true;
                end = EasDates.Parse(reader.ReadContent());
            }
        }

        Require(start is not null && (!hasEnd || end > start));
    }

    private void ReadPicture(ref WbxmlReader reader)
    {
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            if (reader.Tag is ResolveRecipientsPage.MaxSize or ResolveRecipientsPage.MaxPictures)
            {
                Require(reader.ReadInt64() is >= 0 and <= uint.MaxValue);
            }
        }
    }

    private int Number(ref WbxmlReader reader, int minimum, int maximum)
    {
        var number = reader.ReadInt32();
        Require(number >= minimum && number <= maximum);
        return number ?? minimum;
    }

    private void Require(bool condition) => IsValid &= condition;
}
