using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class MessageEndpoint
{
    private const int MaximumKeyCharacters = 100;
    private const int MaximumFolderCharacters = 1024;

    public static AdminRoute Route { get; } = new("POST", "/mailboxes/{account}/messages", "Puts one message (raw MIME) into a folder. The header Idempotency-Key makes a retry safe.", AdminRole.Delegated, AddAsync)
    {
        Query = [("folder", "Folder id, or path such as Inbox or /Projects/A; required.")],
        TakesMessage = true,
        Response = AdminJson.Default.ImportedBody,
        Success = StatusCodes.Status201Created,
    };

    private static async Task<AdminAnswer> AddAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        if (call.Query("folder") is not { Length: > 0 and <= MaximumFolderCharacters } folder)
        {
            return AdminAnswer.Invalid("Say into which folder: ?folder=Inbox.");
        }

        var key = call.Header("Idempotency-Key");
        if (key is { Length: 0 or > MaximumKeyCharacters } || (key is not null && key.Any(c => c is < '!' or > '~')))
        {
            return AdminAnswer.Invalid($"Idempotency-Key has 1 to {MaximumKeyCharacters} printable ASCII characters without blanks.");
        }

        (var mime, refusal) = await call.ReadMessageAsync();
        if (refusal is not null)
        {
            return refusal;
        }

        if (mime.Length == 0)
        {
            return AdminAnswer.Problem(StatusCodes.Status400BadRequest, "malformed", "The body is empty: send a message.");
        }

        var outcome = await call.Import.AddAsync(account, folder, mime, key, call.Aborted);
        var detail = outcome.Message ?? $"The message was not added: {outcome.Status}.";
        return outcome.Status switch
        {
            ImportStatus.Added => AdminAnswer.Json(new ImportedBody(outcome.Id, false), AdminJson.Default.ImportedBody, StatusCodes.Status201Created),
            ImportStatus.Repeated => AdminAnswer.Json(new ImportedBody(outcome.Id, true), AdminJson.Default.ImportedBody),
            ImportStatus.NoSuchFolder => AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_folder", detail),
            ImportStatus.TooLarge => AdminAnswer.Problem(StatusCodes.Status413PayloadTooLarge, "too_large", detail),
            ImportStatus.OverQuota => AdminAnswer.Problem(StatusCodes.Status507InsufficientStorage, "over_quota", detail),
            ImportStatus.Busy => AdminAnswer.Busy(detail),
            _ => AdminAnswer.Problem(StatusCodes.Status400BadRequest, "malformed", detail),
        };
    }
}
