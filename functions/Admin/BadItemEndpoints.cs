using System.Globalization;
using Carbonio.Cloud.ActiveSync.BadItems;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.BadItems;

namespace Carbonio.Cloud.Functions.Admin;

internal static class BadItemEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/mailboxes/{account}/badItems", "Items that can't be shown: devices get a note in their place.", AdminRole.Delegated, ListAsync)
        {
            Response = AdminJson.Default.BadItemListBody,
        },
        new(
            "POST",
            "/mailboxes/{account}/badItems/{item}/retry",
            "Tries one again. What can be shown now becomes a new item in its place; else reason says what is wrong, and it stays listed.",
            AdminRole.Delegated,
            RetryAsync)
        {
            Response = AdminJson.Default.BadItemRetryBody,
        },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        var listed = await call.BadItems.ListAsync(Mailbox(account), call.Aborted);
        return AdminAnswer.Json(new([.. listed.Select(Body)]), AdminJson.Default.BadItemListBody);
    }

    private static async Task<AdminAnswer> RetryAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        if (!long.TryParse(call.Path("item"), NumberStyles.None, CultureInfo.InvariantCulture, out var item))
        {
            return AdminAnswer.Invalid($"'{call.Path("item")}' is no item: the list of bad items gives their numbers.");
        }

        var outcome = await call.BadItemRetry.RetryAsync(Mailbox(account), item, call.Aborted);
        return outcome.Status switch
        {
            BadItemRetryStatus.NotListed => AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_bad_item", $"Item {item} is not among the bad items of {account.Address}."),
            BadItemRetryStatus.Busy => AdminAnswer.Busy($"The mailbox of {account.Address} is busy; try again."),
            _ => AdminAnswer.Json(
                new(item, outcome.Status == BadItemRetryStatus.Replaced, outcome.NewItem, outcome.Reason is { } reason ? Name(reason) : null),
                AdminJson.Default.BadItemRetryBody),
        };
    }

    private static MailboxId Mailbox(AccountView account) => MailboxId.FromPartition(account.Partition)!;

    private static BadItemBody Body(ListedBadItem listed)
    {
        var record = listed.Record;
        return new(
            record.Item,
            record.Folder,
            listed.FolderPath,
            record.Class.ToString(),
            listed.Subject,
            Name(record.Reason),
            record.FirstSeen,
            record.LastSeen,
            record.Device,
            record.Count);
    }

    private static string Name(BadItemReason reason) => reason switch
    {
        BadItemReason.Unreadable => "unreadable",
        BadItemReason.Damaged => "damaged",
        BadItemReason.BlobMissing => "original_missing",
        BadItemReason.NoWriter => "unsupported_class",
        _ => "server_fault",
    };
}
