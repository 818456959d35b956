using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Traffic;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Devices.Policies;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>
/// The path of a request: a turn, query, account, device and mailbox row, password, gate, command. A request that changes nothing
/// is two reads of the store. What goes wrong on the way becomes an answer here, and nowhere else.
/// </summary>
/// <remarks>
/// [MS-ASHTTP] 2.2.1 Request, 2.2.2 Response. A command that no version has is HTTP 501; one that the protocol has and this
/// release has not is Status 137 in its body, after the gate.
/// </remarks>
public sealed partial class EasServer
{
    /// <summary>Longest body of a request: a mail with its attachments.</summary>
    public const int MaximumBodyBytes = 64 * 1024 * 1024;

    private const string Challenge = "Basic realm=\"Carbonio\"";

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaintenanceRetry = TimeSpan.FromMinutes(5);

    /// <summary>What a phone is told to wait while an admin has stopped the service: it is back that soon after the start.</summary>
    public static readonly TimeSpan StoppedRetry = TimeSpan.FromMinutes(2);

    private readonly DirectoryReader directory;
    private readonly EasLogin login;
    private readonly MailboxServices mailboxes;
    private readonly DeviceStore devices;
    private readonly DeviceContact contact;
    private readonly DosGuard dos;
    private readonly TrafficLog traffic;
    private readonly EasFilterStore filters;
    private readonly DeviceGate gate;
    private readonly TimeProvider time;
    private readonly EasMetrics metrics;
    private readonly WorkAdmission admission;
    private readonly WorkTurns turns;
    private readonly ILogger<EasServer> logger;
    private readonly IEasCommand?[] commands = new IEasCommand?[256];

    /// <summary>One for the whole process.</summary>
    public EasServer(
        DirectoryReader directory,
        EasLogin login,
        MailboxServices mailboxes,
        DeviceStore devices,
        DosGuard dos,
        TrafficLog traffic,
        EasFilterStore filters,
        DeviceGate gate,
        IEnumerable<IEasCommand> commands,
        TimeProvider time,
        EasMetrics metrics,
        WorkAdmission admission,
        ILogger<EasServer> logger)
    {
        ArgumentNullException.ThrowIfNull(commands);
        ArgumentNullException.ThrowIfNull(admission);
        this.directory = directory;
        this.login = login;
        this.mailboxes = mailboxes;
        this.devices = devices;
        this.dos = dos;
        this.traffic = traffic;
        this.filters = filters;
        this.gate = gate;
        this.time = time;
        this.metrics = metrics;
        this.admission = admission;
        turns = admission.Turns;
        this.logger = logger;
        contact = new(devices, time);
        foreach (var command in commands)
        {
            this.commands[(int)command.Command] = command;
        }
    }

    /// <summary>Answers one request.</summary>
    /// <returns>An answer in every case, to be disposed when it was sent.</returns>
    /// <exception cref="OperationCanceledException">The device hung up.</exception>
    public async Task<EasAnswer> AnswerAsync(IEasHttp http, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        var started = time.GetTimestamp();
        var entry = turns.TryEnter() ? WorkEntry.Entered : await turns.EnterAsync(cancellationToken);
        if (entry != WorkEntry.Entered)
        {
            return TurnAway(entry, started);
        }

        var visit = new EasVisit();
        EasAnswer answer;
        try
        {
            answer = await RouteAsync(http, visit, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(visit.Name, e.Message);
            answer = EasAnswer.Busy(StoreRetry);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, visit.Name, visit.AccountId, visit.DeviceId);
            visit.Failed = true;
            answer = visit.Request is { } request ? CommonAnswer.Of(request, CommonStatus.ServerError) : EasAnswer.Http(500);
        }
        finally
        {
            turns.Leave(); // sending the answer takes as long as the device's line does
        }

        var took = time.GetElapsedTime(started);
        metrics.Answered(visit.Name, answer.HttpStatus, took);
        var level = Level(visit, answer);
        if (logger.IsEnabled(level))
        {
            LogAnswered(level, visit.Name, visit.AccountId, visit.DeviceId, answer.HttpStatus, took.TotalMilliseconds);
        }

        answer.WithServer();
        if (visit.Traffic is { } record)
        {
            await traffic.WriteAsync(record, visit.Name, visit.DeviceId, answer, visit.Refused, visit.Failed, took);
        }

        return answer;
    }

    // Before anything of the request is looked at: what is refused must cost next to nothing.
    private EasAnswer TurnAway(WorkEntry entry, long started)
    {
        metrics.Answered(EasVisit.Unknown, 503, time.GetElapsedTime(started));
        return EasAnswer.Busy(admission.Refuse(entry == WorkEntry.QueueFull ? WorkRefusal.QueueFull : WorkRefusal.WaitedTooLong)).WithServer();
    }

    private async Task<EasAnswer> RouteAsync(IEasHttp http, EasVisit visit, CancellationToken cancellationToken)
    {
        var isOptions = http.Method == "OPTIONS";
        if (!isOptions && http.Method != "POST")
        {
            return EasAnswer.Http(501);
        }

        visit.Name = isOptions ? "OPTIONS" : visit.Name;
        if (!http.IsPrivate)
        {
            // Before the challenge: it would invite the device to send its password in the clear.
            return EasAnswer.Text(403, "Exchange ActiveSync is served over HTTPS only.");
        }

        if (!BasicCredentials.TryRead(http.Header("Authorization"), out var credentials))
        {
            return Unauthorized();
        }

        var service = await directory.ServiceAsync(cancellationToken);
        if (!service.IsRunning(CarbonioService.ActiveSync))
        {
            return EasAnswer.Busy(StoppedRetry);
        }

        if (isOptions)
        {
            return await AnswerOptionsAsync(http, credentials, visit, cancellationToken);
        }

        if (!RequestParser.TryParse(http, out var request, out var refusal))
        {
            return refusal.ToAnswer();
        }

        visit.Request = request;
        visit.Name = CommandNames.Name(request.Command);
        return await AnswerCommandAsync(http, request, credentials, service, visit, cancellationToken);
    }

    private async Task<EasAnswer> AnswerOptionsAsync(IEasHttp http, BasicCredentials credentials, EasVisit visit, CancellationToken cancellationToken)
    {
        var simulated = await login.FindAccountAsync(directory, credentials, cancellationToken) is { } known ? login.TrySimulation(known, credentials) : null;
        var result = simulated ?? await CheckAsync(http, credentials, cancellationToken);
        visit.Account = result.Account;
        if (result.Account is { } owner && await traffic.FindAsync(owner, cancellationToken) is { } loggers)
        {
            visit.Traffic = new(loggers, http);
        }

        return result.Account is not { } account ? Refused(result, http.ClientAddress)
            : account.MobileSyncEnabled ? OptionsAnswer.Make(await OfferAsync(account, http.Header("User-Agent") ?? "", cancellationToken))
            : EasAnswer.Http(403);
    }

    private async ValueTask<VersionOffer> OfferAsync(AccountView account, string userAgent, CancellationToken cancellationToken) =>
        (await filters.ReadAsync(cancellationToken)).Filters.Count == 0
            ? VersionOffer.All
            : VersionOffer.Of(filters.Offer(account, userAgent, VersionOffer.Served));

    private async Task<EasAnswer> AnswerCommandAsync(
        IEasHttp http,
        EasRequest request,
        BasicCredentials credentials,
        ServiceSettings service,
        EasVisit visit,
        CancellationToken cancellationToken)
    {
        if (await login.FindAccountAsync(directory, credentials, cancellationToken) is not { } account)
        {
            // Checked all the same, so that an unknown account takes as long as a wrong password.
            return Refused(await CheckAsync(http, credentials, cancellationToken), http.ClientAddress);
        }

        visit.Account = account;
        if (await traffic.FindAsync(account, cancellationToken) is { } loggers)
        {
            visit.Traffic = new(loggers, http); // here, so that what follows is counted
        }

        var limits = dos.StateOf(service);
        if (limits is not null && dos.RefuseKnown(account, request, limits) is { } jailed)
        {
            return jailed;
        }

        var mailbox = mailboxes.Open(MailboxId.FromPartition(account.Partition)!);
        var (state, device) = await devices.ReadAsync(mailbox, request.DeviceId, cancellationToken);

        if (limits is not null && dos.RefuseStored(account, request, device, limits) is { } kept)
        {
            return kept;
        }

        // The proof of the device's row first; else every other way to know the password, and its proof for the next time.
        var proof = device?.PasswordProof;
        var result = login.TryProof(account, proof, credentials, http.ClientAddress);
        if (result is null && login.TrySimulation(account, credentials) is { } simulated)
        {
            result = simulated; // proves nothing about a password, so the row keeps what it had
        }
        else if (result is null)
        {
            result = await CheckAsync(http, credentials, cancellationToken);
            proof = result.Proof?.ToBytes();
        }

        if (result.Status != AuthenticationStatus.Success)
        {
            return Refused(result, http.ClientAddress);
        }

        if (await contact.NoteAsync(request, mailbox, state, device, proof, cancellationToken) is not { } known)
        {
            return CommonAnswer.Of(request, CommonStatus.ServerErrorRetryLater);
        }

        if (limits is not null && await dos.CountAsync(account, mailbox, state, known, limits, cancellationToken) is { } tripped)
        {
            return tripped;
        }

        var offer = await OfferAsync(account, request.UserAgent, cancellationToken);
        if (gate.Refuse(request, account, known) is { } status)
        {
            visit.Refused = true;
            LogRefused(visit.Name, account.Partition, known.DeviceId, status);
            var refusal = CommonAnswer.Of(request, status);
            return status == CommonStatus.VersionNotSupported ? refusal.WithCapabilities(offer) : refusal;
        }

        if (commands[(int)request.Command] is not { } command)
        {
            return CommonAnswer.Of(request, CommonStatus.CommandNotSupported);
        }

        // A large mail comes as slowly as the device's line is.
        var read = await turns.AwayAsync(http.ReadBodyAsync(MaximumBodyBytes, cancellationToken), cancellationToken);
        if (read.Body is not { } body)
        {
            return read.Status == BodyReadStatus.NoMemory ? EasAnswer.Busy(admission.Refuse(WorkRefusal.NoMemory)) : EasAnswer.Http(413);
        }

        visit.Traffic?.KeepRequest(body.Bytes.Span);
        using (body)
        {
            return await RunAsync(
                command,
                new()
                {
                    Request = request,
                    Account = account,
                    Mailbox = mailbox,
                    State = state,
                    Device = known,
                    Body = body,
                    Service = service,
                    Offer = offer,
                    MaximumWindow = visit.Traffic?.Loggers.WindowSize ?? SyncLimits.MaximumWindow,
                    PassesAgain = (now, cancel) => PassesAgainAsync(request, account, now, cancel),
                },
                visit.Name,
                cancellationToken);
        }
    }

    // The slow hash has a line of its own, and whoever failed too often is made to wait: neither keeps others from their turn.
    private ValueTask<AuthenticationResult> CheckAsync(IEasHttp http, BasicCredentials credentials, CancellationToken cancellationToken) =>
        turns.AwayAsync(login.CheckAsync(credentials, http.ClientAddress, cancellationToken), cancellationToken);

    /// <summary>Asks again what was asked when the request came: from memory, as long as nothing changed.</summary>
    private async ValueTask<bool> PassesAgainAsync(EasRequest request, AccountView before, Device device, CancellationToken cancellationToken)
    {
        if (dos.IsJailed(device, await directory.ServiceAsync(cancellationToken)) || !(await OfferAsync(before, request.UserAgent, cancellationToken)).Has(request.Rules))
        {
            return false;
        }

        var account = await directory.FindAccountAsync(before.Key, cancellationToken);
        return ReferenceEquals(account, before)
            || (account is { Status: AccountStatus.Active }
                && gate.Refuse(request, account, device) is null
                && PolicyDocument.Of(account)?.Version == PolicyDocument.Of(before)?.Version);
    }

    private async Task<EasAnswer> RunAsync(IEasCommand command, EasContext context, string name, CancellationToken cancellationToken)
    {
        metrics.Begin(name);
        try
        {
            return await command.AnswerAsync(context, cancellationToken);
        }
        finally
        {
            metrics.End(name);
        }
    }

    private EasAnswer Refused(AuthenticationResult result, string clientAddress)
    {
        LogLoginRefused(result.Status, clientAddress);
        return result.Status switch
        {
            AuthenticationStatus.Busy or AuthenticationStatus.SlowDown => EasAnswer.Busy(result.RetryAfter),

            // The password was right: a 401 would make the phone ask its owner for another one.
            AuthenticationStatus.AccountMaintenance => EasAnswer.Busy(MaintenanceRetry),
            _ => Unauthorized(),
        };
    }

    private static EasAnswer Unauthorized() => EasAnswer.Http(401).With("WWW-Authenticate", Challenge);

    // Phones ask whether there is anything new all day long; that is worth a line only to whoever looks for it.
    private static LogLevel Level(EasVisit visit, EasAnswer answer) =>
        visit.Request?.Command is EasCommand.Sync or EasCommand.Ping && answer.HttpStatus == 200 ? LogLevel.Debug : LogLevel.Information;

    [LoggerMessage(EventId = 3101, Message = "{Command} of account {Account}, device {DeviceId}: {HttpStatus} in {Milliseconds:F1} ms.")]
    private partial void LogAnswered(LogLevel level, string command, string? account, string? deviceId, int httpStatus, double milliseconds);

    [LoggerMessage(3102, LogLevel.Information, "A login from {ClientAddress} was refused: {Reason}.")]
    private partial void LogLoginRefused(AuthenticationStatus reason, string clientAddress);

    [LoggerMessage(3103, LogLevel.Information, "{Command} of account {Account}, device {DeviceId}, was refused by the gate: {Status}.")]
    private partial void LogRefused(string command, string account, string deviceId, CommonStatus status);

    [LoggerMessage(3104, LogLevel.Warning, "The store did not answer during {Command}; the device was told to come back. {Reason}")]
    private partial void LogStoreUnavailable(string command, string reason);

    [LoggerMessage(3105, LogLevel.Error, "{Command} of account {Account}, device {DeviceId}, failed.")]
    private partial void LogFailed(Exception exception, string command, string? account, string? deviceId);
}
