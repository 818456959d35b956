using System.Text;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>Decides whether one mail is what a query looks for: from its row where that is enough, else from its text.</summary>
internal sealed class MailMatcher(MailQuery query, int maximumTextBytes)
{
    private static readonly MailField[] People = [MailField.From, MailField.Sender, MailField.To, MailField.Cc];

    /// <summary>Looks at the row.</summary>
    /// <param name="item">The item.</param>
    /// <param name="missing">The terms that were not found yet.</param>
    /// <returns>True or false; null when the text must be read to know.</returns>
    public bool? Look(Item item, out IReadOnlyList<string> missing)
    {
        missing = query.Terms.Folded;
        if (item.Class != ItemClass.Email)
        {
            return false;
        }

        var mail = new MailFields(item.Content);
        if (!query.ConversationId.IsEmpty && !mail[MailField.ConversationId].SequenceEqual(query.ConversationId.Span))
        {
            return false;
        }

        missing = Without(missing, mail[MailField.Subject]);
        foreach (var field in People)
        {
            missing = Without(missing, mail[field]);
        }

        missing = Without(missing, mail[MailField.TextHead]);
        return missing.Count == 0 ? true
            : item.Blob is null || mail[MailField.TextHead].Length >= mail.Integer(MailField.TextBytes) ? false
            : null;
    }

    /// <summary>Looks for what is missing in the whole text.</summary>
    /// <returns>False also for a mail whose text cannot be read: what is said of it stands in its row.</returns>
    public async Task<bool> ReadAsync(IMailboxView mailbox, Item item, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = await MailBodyReader.OpenAsync(mailbox, item, cancellationToken);
            return reader is not null && Without(missing, (await reader.ReadTextAsync(maximumTextBytes, cancellationToken)).Span).Count == 0;
        }
#pragma warning disable CA1031 // A mail that nothing can read is no reason to find no other.
        catch (Exception e) when (e is not (StoreUnavailableException or OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static IReadOnlyList<string> Without(IReadOnlyList<string> terms, ReadOnlySpan<byte> utf8)
    {
        if (terms.Count == 0 || utf8.IsEmpty)
        {
            return terms;
        }

        var text = FoldedText.Fold(Encoding.UTF8.GetString(utf8));
        return [.. terms.Where(term => !text.Contains(term, StringComparison.Ordinal))];
    }
}
