using System.Diagnostics;
using System.Globalization;
using System.Text;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Lmtp;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Monitoring;

/// <summary><c>GET /metrics</c> for a global admin token, in Prometheus' text format.</summary>
internal sealed class MetricsEndpoint(
    BearerTokens tokens,
    RequestMeasures requests,
    HeldRequests held,
    WorkAdmission admission,
    OutgoingMail outgoing,
    CountingEntityStore entities,
    LmtpCounts lmtp)
{
    public const string Path = "/metrics";

    public async Task InvokeAsync(HttpContext context)
    {
        AdminToken? token;
        try
        {
            token = await tokens.FindAsync(context, context.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (token is null)
        {
            BearerTokens.Challenge(context);
            return;
        }

        if (token.Role != AdminRole.Global)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(Text(), context.RequestAborted);
    }

    private string Text()
    {
        var text = new StringBuilder();
        requests.Write(text);
        Add("carbonio_held_requests", "gauge", "Pings and Syncs that wait for something new.", held.Count);
        Add("carbonio_work_running", "gauge", "Requests that are worked on; a held one is not, while it waits.", admission.Turns.Running);
        Add("carbonio_work_waiting", "gauge", "Requests that wait for their turn.", admission.Turns.Waiting);
        text.Append("# HELP carbonio_requests_refused_total Requests that were told to come again, by reason.\n# TYPE carbonio_requests_refused_total counter\n");
        AddRefused("queue_full", WorkRefusal.QueueFull);
        AddRefused("waited_too_long", WorkRefusal.WaitedTooLong);
        AddRefused("no_memory", WorkRefusal.NoMemory);
        Add("carbonio_body_bytes", "gauge", "Memory that bodies of requests take, small ones not counted.", admission.Memory.Taken);
        Add("carbonio_mail_sent_total", "counter", "Recipients of sent mail to whom it was delivered, or for whom the relay took it.", outgoing.Measures.Sent);
        Add("carbonio_mail_deferred_total", "counter", "Tries after which a recipient of sent mail waits for the next.", outgoing.Measures.Deferred);
        Add("carbonio_mail_bounced_total", "counter", "Recipients of sent mail given up, with a report to its sender.", outgoing.Measures.Bounced);
        Add("carbonio_mail_relaying", "gauge", "Sent mails that wait in this process for the relay, or are being given to it.", outgoing.Relaying);
        Add("carbonio_store_reads_total", "counter", "Rows and pages read from the entity store.", entities.Reads);
        Add("carbonio_store_writes_total", "counter", "Batches written to the entity store.", entities.Writes);
        Add("carbonio_lmtp_sessions", "gauge", "Mail servers that are connected by LMTP.", lmtp.Sessions);
        Add("carbonio_lmtp_delivered_total", "counter", "Recipients to whom LMTP said that a mail is delivered.", lmtp.Delivered);
        Add("carbonio_lmtp_refused_total", "counter", "Recipients whom LMTP refused for good.", lmtp.Refused);
        Add("carbonio_lmtp_deferred_total", "counter", "Recipients for whom LMTP asked the mail server to come again.", lmtp.Deferred);
        using var process = Process.GetCurrentProcess();
        Add("process_cpu_seconds_total", "counter", "CPU time used.", process.TotalProcessorTime.TotalSeconds);
        Add("process_resident_memory_bytes", "gauge", "Memory in use.", process.WorkingSet64);
        if (OpenFiles.Read() is { } files)
        {
            Add("process_open_fds", "gauge", "Open files; each connection is one.", files.Open);
            Add("process_max_fds", "gauge", "Most files that may be open.", files.Limit);
        }

        Add("process_start_time_seconds", "gauge", "When the process began.", new DateTimeOffset(process.StartTime).ToUnixTimeSeconds());
        Add("dotnet_gc_heap_bytes", "gauge", "Managed heap.", GC.GetTotalMemory(forceFullCollection: false));
        Add("dotnet_threadpool_threads", "gauge", "Threads of the pool.", ThreadPool.ThreadCount);
        Add("dotnet_threadpool_queue_length", "gauge", "Work that waits for a thread.", ThreadPool.PendingWorkItemCount);
        return text.ToString();

        void AddRefused(string reason, WorkRefusal refusal) =>
            text.Append(CultureInfo.InvariantCulture, $"carbonio_requests_refused_total{{reason=\"{reason}\"}} {admission.Refused(refusal)}\n");

        void Add(string name, string type, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value}\n");
    }
}
