using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Provisioning;

namespace Carbonio.Cloud.Cli.Credentials;

/// <summary><c>carbonio auth credential</c>: mobile passwords and their like, in Carbonio's shape.</summary>
internal static class CredentialCommands
{
    private const string Services = "EAS, WebUI, WebAdminUI, MobileApp, Dav, SMTP, IMAP, POP3";

    // A short text makes a small code: without escapes that only HTML needs.
    private static readonly JsonSerializerOptions QrJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ParameterSpec Account = new("account", "Account Name/ID", "alice@example.com");
    private static readonly ParameterSpec PasswordId = new("password_id", "String", "as 'auth credential list' shows it");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "auth credential add",
            "Adds a password for some services: a mobile password, as a rule. It is shown only now.",
            [
                Account,
                new("password", "String", "- reads it from the input", "random"),
                new("label", "String", "what it is for", "empty"),
                new("qrcode", "Boolean", "true, false: shows it as a QR code", "false"),
                new("qrcode_file", "Path", "a PNG file to write the QR code to", "none"),
                new("profile_file", "Path", "a .mobileconfig file that sets up an iPhone or iPad", "none"),
                new("service", "String list", Services, "EAS"),
            ],
            "carbonio auth credential add alice@example.com label \"Alice's phone\" service eas",
            AddAsync),
        new("auth credential list", "Lists the passwords of an account, without their secrets.", [Account], "carbonio auth credential list alice@example.com", ListAsync),
        new(
            "auth credential update",
            "Changes a password's label, services, or whether it is enabled; its secret cannot change.",
            [Account, PasswordId, new("label", "String", "", "unchanged"), new("enabled", "Boolean", "true, false", "unchanged"), new("service", "String list", Services, "unchanged")],
            "carbonio auth credential update alice@example.com aKcLK enabled false",
            UpdateAsync),
        new("auth credential delete", "Deletes a password: the device that uses it must log in anew.", [Account, PasswordId], "carbonio auth credential delete alice@example.com aKcLK", DeleteAsync),
    ];

    private static async Task<CommandResult> AddAsync(CommandContext context)
    {
        var body = new JsonObject { ["label"] = context.Find("label") ?? "" };
        if (!context.TryGetSecret(context.Find("password"), out var password))
        {
            return CommandContext.NoSecret;
        }

        if (password is not null)
        {
            body["password"] = password;
        }

        if (context.Find("service") is { } services)
        {
            body["services"] = List(services);
        }

        string?[] files = [context.Find("qrcode_file"), context.Find("profile_file")];
        if (files.OfType<string>().FirstOrDefault(File.Exists) is { } taken)
        {
            return CommandResult.Refused("file", $"{taken} exists already: name another file.");
        }

        if (files[1] is not null)
        {
            body["profile"] = true;
        }

        var answer = await context.Api.PostAsync(Path(context), body);
        if (answer.Body?["credential"] is not JsonObject credential)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var text = new JsonObject
        {
            ["auth_method"] = "password",
            ["password"] = answer.Body["password"]?.DeepClone(),
            ["user"] = answer.Body["user"]?.DeepClone(),
        };
        if (answer.Body["server"] is { } server)
        {
            text["server"] = server.DeepClone();
        }

        var code = text.ToJsonString(QrJson);
        var unwritten = Write(files[0], () => QrText.Png(code)) ?? Write(files[1], () => answer.Body["profile"]!.GetValue<byte[]>());
        if (unwritten is not null)
        {
            return CommandResult.Refused("file", $"The password was added as {credential["id"]}, but {unwritten} Delete it, or give its user the password {text["password"]}.");
        }

        var shows = bool.Parse(context.Find("qrcode") ?? bool.FalseString);
        return CommandResult.Done(
            new JsonObject { ["message"] = "Credential correctly added", ["list"] = new JsonArray(Shape(credential)), ["text_data"] = text },
            output =>
            {
                output.WriteLine("Credential correctly added");
                output.WriteLine();
                TextTable.WritePairs(output, "list", Attributes.Pairs(Shape(credential)));
                output.WriteLine();
                TextTable.WritePairs(output, "text_data", Attributes.Pairs(text));
                foreach (var line in shows ? QrText.Lines(code, context.Environment.OutputIsUnicode) : [])
                {
                    output.WriteLine(line);
                }
            });
    }

    /// <summary>Writes a file that holds a password, for its owner alone.</summary>
    /// <returns>What went wrong; null when all is well, or when there is no file to write.</returns>
    private static string? Write(string? path, Func<byte[]> content)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(content());
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{path} could not be written: {fault.Message}";
        }
    }

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync(Path(context));
        if (answer.Body?["credentials"] is not JsonArray credentials)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var list = new JsonArray([.. credentials.OfType<JsonObject>().Select(Shape)]);
        return CommandResult.Done(new JsonObject { ["list"] = list }, output =>
        {
            foreach (var credential in list)
            {
                TextTable.WritePairs(output, credential!["id"]!.ToString(), Attributes.Pairs(credential));
                output.WriteLine();
            }

            if (list.Count == 0)
            {
                output.WriteLine("no credentials");
            }
        });
    }

    private static async Task<CommandResult> UpdateAsync(CommandContext context)
    {
        var body = new JsonObject();
        if (context.Find("label") is { } label)
        {
            body["label"] = label;
        }

        if (context.Find("enabled") is { } enabled)
        {
            body["enabled"] = bool.Parse(enabled);
        }

        if (context.Find("service") is { } services)
        {
            body["services"] = List(services);
        }

        if (body.Count == 0)
        {
            return CommandResult.Refused("nothing_to_do", "Nothing to change: add label, enabled or service.");
        }

        var answer = await context.Api.PatchAsync($"{Path(context)}/{AdminClient.Escape(context["password_id"])}", body);
        if (answer.Body is not { } credential)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var done = $"Credential {context["password_id"]} updated";
        return CommandResult.Done(new JsonObject { ["message"] = done, ["list"] = new JsonArray(Shape(credential)) }, output =>
        {
            output.WriteLine(done);
            output.WriteLine();
            TextTable.WritePairs(output, "list", Attributes.Pairs(Shape(credential)));
        });
    }

    private static async Task<CommandResult> DeleteAsync(CommandContext context)
    {
        var id = context["password_id"];
        var answer = await context.Api.DeleteAsync($"{Path(context)}/{AdminClient.Escape(id)}");
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["message"] = $"Credential {id} deleted" }, $"Credential {id} deleted");
    }

    private static string Path(CommandContext context) => $"accounts/{AdminClient.Escape(context["account"])}/credentials";

    private static JsonArray List(string services) =>
        new([.. services.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(service => JsonValue.Create(service))]);

    /// <summary>A credential as Carbonio shows it: epoch milliseconds, 1 for a generated one; never the hash.</summary>
    private static JsonObject Shape(JsonObject credential)
    {
        var generated = credential["generated"]!.GetValue<bool>();
        return new()
        {
            ["id"] = credential["id"]!.DeepClone(),
            ["label"] = credential["label"]!.DeepClone(),
            ["services"] = credential["services"]!.DeepClone(),
            ["enabled"] = credential["enabled"]!.DeepClone(),
            ["generated"] = generated ? 1 : 0,
            ["created"] = DateTimeOffset.Parse(credential["created"]!.ToString(), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
            ["algorithm"] = generated ? "SHA256" : "PBKDF2",
        };
    }
}
