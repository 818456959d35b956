using System.Collections.Concurrent;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Everything that was asked about the mails of one mailbox. Knows what must be there, what may, and what must not.</summary>
/// <remarks>An operation that is new to the server needs no line here: it is an <see cref="Effect"/> on a mail's values.</remarks>
internal sealed class MailLedger
{
    private readonly ConcurrentDictionary<string, LedgerMail> mails = [];
    private readonly ConcurrentDictionary<string, LedgerFolder> folders = [];

    /// <summary>Mails handed in so far.</summary>
    public int Count => mails.Count;

    /// <summary>A mail that is about to be handed in.</summary>
    public LedgerMail Add(string subject, string message, bool isOld) =>
        mails.GetOrAdd(subject, new LedgerMail(subject, message, isOld));

    /// <summary>A mail that a phone is about to write.</summary>
    public LedgerMail AddDraft(string subject) => mails[subject] = new LedgerMail(subject, "", isOld: false) { Draft = new(subject) };

    /// <summary>A folder that a phone is about to make.</summary>
    public LedgerFolder AddFolder(string key) => folders[key] = new LedgerFolder(key);

    /// <summary>The mail of a subject.</summary>
    public LedgerMail this[string subject] => mails[subject];

    /// <summary>Holds against the ledger what the server has while nobody writes, and takes it as known from then on.</summary>
    /// <returns>A line for each fault.</returns>
    public IReadOnlyList<string> Compare(IReadOnlyList<SeenMail> seen)
    {
        var faults = new List<string>();
        foreach (var copies in seen.GroupBy(mail => mail.Subject))
        {
            if (!mails.ContainsKey(copies.Key))
            {
                faults.Add($"{copies.First().ServerId} '{copies.Key}' was never handed in.");
            }

            if (copies.Count() > 1)
            {
                faults.Add($"'{copies.Key}' is there {copies.Count()} times: {string.Join(", ", copies.Select(copy => copy.ServerId))}.");
            }
        }

        var bySubject = seen.ToLookup(mail => mail.Subject);
        foreach (var mail in mails.Values)
        {
            faults.AddRange(bySubject[mail.Subject].FirstOrDefault() is { } one ? There(mail, one) : Missing(mail));
        }

        faults.AddRange(seen.GroupBy(mail => mail.ServerId).Where(same => same.Count() > 1).Select(same => $"{same.Key} is the id of several mails."));
        return faults;
    }

    /// <summary>Holds against the ledger which folders of the phones' making the server has while nobody writes.</summary>
    /// <returns>A line for each fault.</returns>
    public IReadOnlyList<string> CompareFolders(IReadOnlyList<SeenFolder> seen)
    {
        var faults = seen.Where(folder => !folders.ContainsKey(folder.Key)).Select(folder => $"Folder {folder.Id} '{folder.Name}' was never made.").ToList();
        var byKey = seen.ToLookup(folder => folder.Key);
        foreach (var folder in folders.Values)
        {
            var possible = folder.Place.Possible;
            if (byKey[folder.Key].Count() > 1)
            {
                faults.Add($"Folder '{folder.Key}' is there {byKey[folder.Key].Count()} times: {string.Join(", ", byKey[folder.Key].Select(copy => copy.Id))}.");
            }
            else if (byKey[folder.Key].FirstOrDefault() is not { } one)
            {
                faults.AddRange(IsMissing(folder.Place) ? [] : [$"Folder '{folder.Key}' ({folder.Id}) is lost; it must be {Join(possible)}."]);
            }
            else if (!folder.Place.Saw(one.Place) || !folder.IsNumbered(one.Id))
            {
                faults.Add($"Folder '{folder.Key}' ({folder.Id}) is {one.Place} as {one.Id}; it must be {Join(possible)}.");
            }
        }

        return faults;
    }

    private static IEnumerable<string> Missing(LedgerMail mail)
    {
        var possible = mail.Place.Possible;
        return IsMissing(mail.Place) ? [] : [$"'{mail.Subject}' ({mail.Number}) is lost; it must be in {Join(possible)}."];
    }

    private static bool IsMissing(Register<string> place) => place.Saw(place.Possible.Contains(Places.Nowhere) ? Places.Nowhere : Places.Gone);

    private static IEnumerable<string> There(LedgerMail mail, SeenMail seen)
    {
        mail.Delivery?.Done();
        var (places, reads, flags) = (mail.Place.Possible, mail.Read.Possible, mail.Flagged.Possible);
        if (!mail.Place.Saw(seen.Folder))
        {
            yield return $"'{mail.Subject}' is in {seen.Folder} as {seen.ServerId}; it must be in {Join(places)}.";
        }

        if (!mail.Read.Saw(seen.Read ? LedgerMail.Yes : LedgerMail.No))
        {
            yield return $"'{mail.Subject}' ({seen.ServerId}): read is {seen.Read}; acknowledged was {Join(reads)}.";
        }

        if (!mail.Flagged.Saw(seen.Flagged ? LedgerMail.Yes : LedgerMail.No))
        {
            yield return $"'{mail.Subject}' ({seen.ServerId}): flagged is {seen.Flagged}; acknowledged was {Join(flags)}.";
        }

        if (!mail.IsNumbered(seen.ServerId))
        {
            yield return $"'{mail.Subject}' was {mail.Number} and is {seen.ServerId} now.";
        }

        if (mail.Draft is { Wording: var wording })
        {
            var possible = wording.Possible;
            if (!wording.Saw(LedgerDraft.In(seen.Message)))
            {
                yield return $"'{mail.Subject}' ({seen.ServerId}) has {LedgerDraft.In(seen.Message)}; acknowledged was {Join(possible)}.";
            }
        }
        else if (seen.Message != mail.Message)
        {
            yield return $"'{mail.Subject}' ({seen.ServerId}) has {seen.Message.Length} characters that are not the {mail.Message.Length} handed in.";
        }
    }

    private static string Join(IReadOnlyList<string> values) => string.Join(" or ", values);
}
