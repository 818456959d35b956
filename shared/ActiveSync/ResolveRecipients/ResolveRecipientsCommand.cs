using Carbonio.Cloud.Mailboxes.AddressLists;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ResolveRecipients;

/// <summary>Answers ResolveRecipients from the address list. Certificates, pictures and free times are not kept here: each recipient says so.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.15 ResolveRecipients.</remarks>
public sealed class ResolveRecipientsCommand(GlobalAddressLists lists) : IEasCommand
{
    // [MS-ASCMD] 2.2.3.186.5 Type (ResolveRecipients): 1 address list, 2 contact.
    private const int OfAddressList = 1;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.ResolveRecipients;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ResolveRecipientsRequest.Read(context.Body.Bytes.Span, out var error) is not { } request)
        {
            return CommonAnswer.Of(context.Request, error);
        }

        var resolved = new List<(string To, IReadOnlyList<AddressEntry> Found)>();
        foreach (var recipient in request.IsValid ? request.Recipients : [])
        {
            resolved.Add((recipient, await ResolveAsync(context, recipient, cancellationToken)));
        }

        return EasAnswer.Wbxml(writer =>
        {
            writer.Start(ResolveRecipientsPage.ResolveRecipients);
            writer.Element(ResolveRecipientsPage.Status, (int)(request.IsValid ? ResolveRecipientsStatus.Success : ResolveRecipientsStatus.ProtocolError));
            foreach (var (to, found) in resolved)
            {
                Write(writer, request, to, found);
            }

            writer.End();
        });
    }

    // An address or a whole name is one person's before it is the beginning of another's.
    private async ValueTask<IReadOnlyList<AddressEntry>> ResolveAsync(EasContext context, string recipient, CancellationToken cancellationToken)
    {
        if (await lists.FindAddressAsync(context.Account, recipient.Trim(), cancellationToken) is { } entry)
        {
            return [entry];
        }

        return await lists.FindAsync(context.Account, cancellationToken) is not { } list ? []
            : list.FindName(recipient) is { Count: > 0 } named ? named
            : list.Find(recipient);
    }

    private static void Write(WbxmlWriter writer, ResolveRecipientsRequest request, string to, IReadOnlyList<AddressEntry> found)
    {
        var given = found.Count == 1 ? found : found.Take(request.Suggestions).ToList();
        writer.Start(ResolveRecipientsPage.Response);
        writer.Element(ResolveRecipientsPage.To, to);
        writer.Element(ResolveRecipientsPage.Status, (int)(found.Count switch
        {
            0 => ResolveRecipientsStatus.NotFound,
            1 => ResolveRecipientsStatus.Success,
            _ when given.Count == found.Count => ResolveRecipientsStatus.Ambiguous,
            _ => ResolveRecipientsStatus.AmbiguousPartly,
        }));
        writer.Element(ResolveRecipientsPage.RecipientCount, found.Count);
        foreach (var entry in given)
        {
            WriteRecipient(writer, request, entry, isOne: found.Count == 1);
        }

        writer.End();
    }

    private static void WriteRecipient(WbxmlWriter writer, ResolveRecipientsRequest request, AddressEntry entry, bool isOne)
    {
        writer.Start(ResolveRecipientsPage.Recipient);
        writer.Element(ResolveRecipientsPage.Type, OfAddressList);
        writer.Element(ResolveRecipientsPage.DisplayName, entry.DisplayName);
        writer.Element(ResolveRecipientsPage.EmailAddress, entry.Address);

        // [MS-ASCMD] 2.2.3.183 To: of suggestions nothing else is told.
        if (isOne && request.Availability)
        {
            WriteStatus(writer, ResolveRecipientsPage.Availability, ResolveRecipientsStatus.AvailabilityFailure);
        }

        if (isOne && request.Certificates)
        {
            writer.Start(ResolveRecipientsPage.Certificates);
            writer.Element(ResolveRecipientsPage.Status, (int)ResolveRecipientsStatus.NoCertificate);
            writer.Element(ResolveRecipientsPage.CertificateCount, 0);
            writer.Element(ResolveRecipientsPage.RecipientCount, 1);
            writer.End();
        }

        if (isOne && request.Picture)
        {
            WriteStatus(writer, ResolveRecipientsPage.Picture, ResolveRecipientsStatus.NoPicture);
        }

        writer.End();
    }

    private static void WriteStatus(WbxmlWriter writer, WbxmlTag part, ResolveRecipientsStatus status)
    {
        writer.Start(part);
        writer.Element(ResolveRecipientsPage.Status, (int)status);
        writer.End();
    }
}
