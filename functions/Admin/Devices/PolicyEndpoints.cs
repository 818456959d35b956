using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>The device policy of an account or a class of service, as it holds. It is changed like every other attribute.</summary>
internal static class PolicyEndpoints
{
    private static readonly (string Name, string Meaning) Key = ("key", "Only this one, with or without zimbraMobilePolicy.");

    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/accounts/{account}/policy", "The device policy of an account: what is set on it, and what it inherits.", AdminRole.Delegated, OfAccountAsync)
        {
            Query = [Key], Response = DeviceJson.Default.PolicyBody,
        },
        new("GET", "/cos/{cos}/policy", "The device policy of a class of service: what is set on it, and the defaults.", AdminRole.Delegated, OfCosAsync)
        {
            Query = [Key], Response = DeviceJson.Default.PolicyBody,
        },
    ];

    private static async Task<AdminAnswer> OfAccountAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null
            ? refusal!
            : Answer(call, account.MobilePolicyEnabled, attribute => (account.Account.Attributes.Find(attribute), account.Attributes.InheritedText(attribute)));
    }

    private static async Task<AdminAnswer> OfCosAsync(AdminCall call) =>
        await call.Reader.FindCosAsync(call.Path("cos"), call.Aborted) is { } cos
            ? Answer(
                call,
                (cos.Attributes.Find(ConfigurationAttributes.MobilePolicyEnabled) ?? ConfigurationAttributes.MobilePolicyEnabled.Default) == "TRUE",
                attribute => (cos.Attributes.Find(attribute), attribute.Default))
            : AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_cos", $"There is no class of service '{call.Path("cos")}'.");

    private static AdminAnswer Answer(AdminCall call, bool isEnforced, Func<ConfigurationAttribute, (string? Own, string? Inherited)> read)
    {
        IReadOnlyList<ConfigurationAttribute> asked = ConfigurationAttributes.MobilePolicy;
        if (call.Query("key") is { } key)
        {
            var name = key.StartsWith(ConfigurationAttributes.PolicyPrefix, StringComparison.OrdinalIgnoreCase) ? key : ConfigurationAttributes.PolicyPrefix + key;
            asked = [.. asked.Where(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
            if (asked.Count == 0)
            {
                return AdminAnswer.Problem(
                    StatusCodes.Status404NotFound,
                    "no_such_key",
                    $"There is no policy key '{key}'. The keys are: {string.Join(", ", ConfigurationAttributes.MobilePolicy.Select(attribute => attribute.Name[ConfigurationAttributes.PolicyPrefix.Length..]))}.");
            }
        }

        return AdminAnswer.Json(
            new(isEnforced, [.. asked.Select(attribute => (attribute, Values: read(attribute))).Select(one => new PolicyValueBody(one.attribute.Name, one.Values.Own, one.Values.Inherited))]),
            DeviceJson.Default.PolicyBody);
    }
}
