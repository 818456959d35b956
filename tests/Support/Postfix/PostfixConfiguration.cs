using System.Globalization;

namespace Carbonio.Cloud.Support.Postfix;

/// <summary>The two files that a Postfix in a folder of its own needs.</summary>
internal static class PostfixConfiguration
{
    public static string Main(string folder, string transport, IReadOnlyDictionary<string, string> more)
    {
        var settings = new Dictionary<string, string>
        {
            ["compatibility_level"] = "3.6",
            ["queue_directory"] = $"{folder}/queue",
            ["data_directory"] = $"{folder}/data",
            ["command_directory"] = "/usr/sbin",
            ["daemon_directory"] = "/usr/lib/postfix/sbin",
            ["mail_owner"] = "postfix",
            ["setgid_group"] = "postdrop",
            ["maillog_file"] = $"{folder}/log",
            ["maillog_file_prefixes"] = folder,
            ["myhostname"] = "mx.example.test",
            ["inet_interfaces"] = "127.0.0.1",
            ["inet_protocols"] = "ipv4",
            ["mynetworks"] = "127.0.0.0/8",
            ["mydestination"] = "",
            ["alias_maps"] = "",
            ["alias_database"] = "",

            // Every domain is ours, so that nothing is ever looked up in the DNS or sent away.
            ["virtual_mailbox_domains"] = "static:all",
            ["virtual_transport"] = transport,
            ["virtual_mailbox_base"] = $"{folder}/mail",
            ["virtual_mailbox_maps"] = "static:all/",
            ["virtual_uid_maps"] = "static:65534", // nobody
            ["virtual_gid_maps"] = "static:65534",
            ["virtual_minimum_uid"] = "1",

            ["queue_run_delay"] = "1s",
            ["minimal_backoff_time"] = "1s",
            ["maximal_backoff_time"] = "1s",
            ["transport_retry_time"] = "1s",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return string.Concat(settings.Select(setting => $"{setting.Key} = {setting.Value}\n"));
    }

    public static string Master(int smtpPort) => string.Create(CultureInfo.InvariantCulture, $"""
        127.0.0.1:{smtpPort} inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 1 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """);
}
