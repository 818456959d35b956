using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Verbs;

/// <summary><c>functions admin-token create --role global|delegated|delivery [--domain D]... [--label L]</c>: whoever reaches the stores makes the first token.</summary>
/// <remarks>Exit status: 0 done, 1 refused (one line on stderr), 2 wrong usage. Works beside a running server.</remarks>
internal sealed class AdminTokenVerb(TextWriter output, TextWriter errors)
{
    public const string Name = "admin-token";
    private const int Refused = 1;
    private const int WrongUsage = 2;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (!TryParse(arguments, out var role, out var domains, out var label))
        {
            await errors.WriteLineAsync("Usage: functions admin-token create --role global|delegated|delivery [--domain DOMAIN]... [--label TEXT]");
            return WrongUsage;
        }

        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (ServerSettings.TryRead(configuration, lan: false, out var faults) is not { } settings)
        {
            foreach (var fault in faults)
            {
                await errors.WriteLineAsync(fault);
            }

            return Refused;
        }

        try
        {
            await using var stores = Stores.OpenEntities(settings);
            await stores.EnsureCreatedAsync(cancellationToken);
            var options = new DirectoryOptions();
            using var hasher = new PasswordHasher(options);
            var reader = new DirectoryReader(stores.Entities, TimeProvider.System, options);
            var writer = new DirectoryWriter(stores.Entities, reader, hasher, SystemRandomSource.Instance, TimeProvider.System);
            var made = await writer.CreateTokenAsync(AdminActor.Server, role, domains, label, null, cancellationToken);
            if (made.Value is not { } token)
            {
                await errors.WriteLineAsync(made.Message);
                return Refused;
            }

            await output.WriteLineAsync(token.Text);
            return 0;
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return Refused;
        }
    }

    private static bool TryParse(IReadOnlyList<string> arguments, out AdminRole role, out List<string> domains, out string label)
    {
        role = default;
        domains = [];
        label = "made on the server";
        var hasRole = false;
        if (arguments.Count == 0 || arguments[0] != "create" || arguments.Count % 2 == 0)
        {
            return false;
        }

        for (var i = 1; i < arguments.Count; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--role" when !int.TryParse(value, out _) && Enum.TryParse(value, ignoreCase: true, out role):
                    hasRole = true;
                    break;
                case "--domain":
                    domains.Add(value);
                    break;
                case "--label":
                    label = value;
                    break;
                default:
                    return false;
            }
        }

        return hasRole;
    }
}
