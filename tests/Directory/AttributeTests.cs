using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class AttributeTests : IDisposable
{
    private readonly DirectoryInstance directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Given_every_declared_attribute_when_looked_for_in_the_table_then_it_is_there_once_at_its_index()
    {
        var declared = typeof(ConfigurationAttributes).GetProperties()
            .SelectMany(property => property.GetValue(null) switch
            {
                ConfigurationAttribute one => [one],
                IEnumerable<ConfigurationAttribute> many => many,
                _ => [],
            })
            .Distinct();
        Assert.Equivalent(declared, ConfigurationAttributes.All, strict: true);
        var names = ConfigurationAttributes.All.SelectMany(attribute => attribute.Aliases.Prepend(attribute.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Contains(name, ConfigurationAttributes.Find(name)!.Aliases.Prepend(ConfigurationAttributes.Find(name)!.Name)));
        Assert.Equal(Enumerable.Range(0, ConfigurationAttributes.All.Count), ConfigurationAttributes.All.Select(attribute => attribute.Index));
        Assert.All(ConfigurationAttributes.All, attribute => Assert.True(attribute.Default is null || attribute.TryNormalize(attribute.Default, out _), attribute.Name));
    }

    [Fact]
    public async Task Given_a_new_account_when_looked_up_then_the_shipped_defaults_hold()
    {
        await directory.AddAccountAsync();
        var view = await directory.ViewAsync();
        Assert.True(view.MobileSyncEnabled);
        Assert.True(view.MobilePolicyEnabled);
        Assert.False(view.MobilePasswordRequired);
        Assert.Equal(0, view.MailQuotaBytes);
        Assert.Equal(AccountStatus.Active, view.Status);
        Assert.Equal("default", view.Cos.Name);
        Assert.Equal("alice@example.test", view.DisplayName);
        Assert.Equal(8, view.Attributes.Integer(ConfigurationAttributes.Find("zimbramobilepolicydevicepasswordhistory")!));
        Assert.Equal(AttributeScopes.None, view.Attributes.Source(ConfigurationAttributes.MailQuota));
        Assert.Equal(AttributeScopes.Cos, view.Attributes.Source(ConfigurationAttributes.MobileSyncEnabled));
    }

    [Fact]
    public async Task Given_a_quota_on_every_level_when_each_is_unset_in_turn_then_the_next_level_holds()
    {
        var account = await directory.AddAccountAsync("alice@example.test", "secret", ("zimbraMailQuota", "4"));
        await directory.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, Quota("1"), null, None);
        await directory.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", Quota("2"), null, None);
        await directory.Writer.ModifyCosAsync(AdminActor.Server, "default", Quota("3"), null, None);
        Assert.Equal(4, (await directory.ViewAsync()).MailQuotaBytes);
        Assert.Equal("3", (await directory.ViewAsync()).Attributes.InheritedText(ConfigurationAttributes.MailQuota));

        await directory.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, Quota(""), null, None);
        Assert.Equal(3, (await directory.ViewAsync()).MailQuotaBytes);
        await directory.Writer.ModifyCosAsync(AdminActor.Server, "default", Quota(""), null, None);
        Assert.Equal(2, (await directory.ViewAsync()).MailQuotaBytes);
        await directory.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", Quota(""), null, None);
        Assert.Equal(1, (await directory.ViewAsync()).MailQuotaBytes);
        await directory.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, Quota(""), null, None);
        Assert.Equal(0, (await directory.ViewAsync()).MailQuotaBytes);
    }

    [Fact]
    public async Task Given_a_class_of_service_when_named_by_account_or_domain_then_the_account_wins()
    {
        await directory.Writer.CreateCosAsync(AdminActor.Server, "small", Quota("10"), None);
        await directory.Writer.CreateCosAsync(AdminActor.Server, "large", Quota("99"), None);
        var account = await directory.AddAccountAsync();
        await directory.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", Set("zimbraDomainDefaultCOSId", "small"), null, None);
        Assert.Equal("small", (await directory.ViewAsync()).Cos.Name);
        await directory.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, Set("zimbraCOSId", "LARGE"), null, None);
        Assert.Equal(99, (await directory.ViewAsync()).MailQuotaBytes);
        await directory.Writer.DeleteCosAsync(AdminActor.Server, "large", null, None);
        Assert.Equal("small", (await directory.ViewAsync()).Cos.Name);
    }

    [Fact]
    public async Task Given_an_unknown_attribute_when_set_then_it_is_refused_with_those_that_exist()
    {
        var account = await directory.AddAccountAsync();
        var outcome = await directory.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, Set("zimbraNothing", "1"), null, None);
        Assert.Equal(DirectoryStatus.Invalid, outcome.Status);
        Assert.Contains("no attribute zimbraNothing", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("zimbraMailQuota", outcome.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zimbraFeatureMobileSyncEnabled", "yes", "TRUE or FALSE")]
    [InlineData("zimbraMailQuota", "-1", "a whole number from 0")]
    [InlineData("zimbraMailQuota", "1.5", "a whole number from 0")]
    [InlineData("zimbraAccountStatus", "pending", "active, locked, closed, maintenance")]
    [InlineData("zimbraMobilePolicyMinDevicePasswordLength", "17", "from 1 to 16")]
    [InlineData("displayName", "a\nb", "without control characters")]
    [InlineData("zimbraCOSId", "nobody", "no class of service 'nobody'")]
    public async Task Given_a_bad_value_when_set_then_the_allowed_ones_are_named(string attribute, string value, string allowed)
    {
        var account = await directory.AddAccountAsync();
        var outcome = await directory.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, Set(attribute, value), null, None);
        Assert.Equal(DirectoryStatus.Invalid, outcome.Status);
        Assert.Contains(allowed, outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_attribute_out_of_its_scope_when_set_then_it_is_refused()
    {
        await directory.AddAccountAsync();
        var outcome = await directory.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", Set("zimbraFeatureMobileSyncEnabled", "FALSE"), null, None);
        Assert.Equal(DirectoryStatus.Invalid, outcome.Status);
        Assert.Contains("cannot be set for a domain", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_names_and_values_in_any_case_when_set_then_they_are_stored_as_declared()
    {
        var account = await directory.AddAccountAsync();
        var outcome = await directory.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, Set("ZIMBRAFEATUREMOBILESYNCENABLED", "false"), null, None);
        Assert.Equal([new("zimbraFeatureMobileSyncEnabled", "FALSE")], outcome.Value!.Attributes);
        Assert.False((await directory.ViewAsync()).MobileSyncEnabled);
    }

    [Fact]
    public void Given_the_declared_table_when_each_default_is_checked_then_it_is_an_allowed_value()
    {
        Assert.All(ConfigurationAttributes.All, attribute => Assert.True(attribute.Default is null || attribute.TryNormalize(attribute.Default, out _)));
        Assert.Equal(44, ConfigurationAttributes.MobilePolicy.Count);
    }

    [Fact]
    public async Task Given_the_default_class_when_deleted_then_it_is_refused()
    {
        Assert.Equal(DirectoryStatus.InUse, (await directory.Writer.DeleteCosAsync(AdminActor.Server, "Default", null, None)).Status);
    }

    private static Dictionary<string, string> Quota(string value) => Set("zimbraMailQuota", value);

    private static Dictionary<string, string> Set(string name, string value) => new() { [name] = value };
}
