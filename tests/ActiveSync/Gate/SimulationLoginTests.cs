using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Gate;

/// <summary>A simulation token opens Exchange ActiveSync for its account, and leaves no trace that would open it later.</summary>
public sealed class SimulationLoginTests
{
    [Fact]
    public async Task Given_a_token_when_a_command_comes_with_it_then_it_is_let_in_and_the_device_row_proves_nothing()
    {
        using var eas = await NewAsync();
        var (token, _) = eas.Simulations.Make(eas.Account);

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: token));
        var proof = (await eas.DeviceAsync())!.PasswordProof;
        eas.Time.Advance(SimulationTokens.Lifetime);
        using var late = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: token));

        Assert.Equal((200, 401), (answer.HttpStatus, late.HttpStatus));
        Assert.Null(proof);
    }

    [Fact]
    public async Task Given_a_device_with_a_proven_password_when_a_token_is_used_for_it_then_the_proof_stays()
    {
        using var eas = await NewAsync();
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        var before = (await eas.DeviceAsync())!.PasswordProof;
        eas.Time.Advance(TimeSpan.FromHours(1));

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: eas.Simulations.Make(eas.Account).Token));

        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(before!, (await eas.DeviceAsync())!.PasswordProof!);
    }

    [Fact]
    public async Task Given_a_token_of_another_account_when_it_is_used_then_it_is_a_wrong_password()
    {
        using var eas = await NewAsync();
        var bob = await eas.AddAccountAsync("bob@example.test");
        var other = await eas.AddAccountAsync("bob@other.test");

        foreach (var account in new[] { bob, other, new AccountKey(other.Tenant, eas.Account.Account) })
        {
            using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: eas.Simulations.Make(account).Token));
            Assert.Equal(401, answer.HttpStatus);
        }
    }

    [Theory]
    [InlineData("locked")]
    [InlineData("closed")]
    public async Task Given_an_account_that_is_not_active_when_a_token_is_used_then_it_is_refused(string status)
    {
        using var eas = await NewAsync();
        await eas.SetAsync("zimbraAccountStatus", status);

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: eas.Simulations.Make(eas.Account).Token));

        Assert.Equal(401, answer.HttpStatus);
    }

    [Fact]
    public async Task Given_an_account_that_takes_only_mobile_passwords_when_a_token_is_used_then_it_opens()
    {
        using var eas = await NewAsync(("carbonioMobilePasswordRequired", "TRUE"));
        var options = new FakeHttp { Method = "OPTIONS" };
        options.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, eas.Simulations.Make(eas.Account).Token);

        using var answer = await eas.AnswerAsync(options);

        Assert.Equal(200, answer.HttpStatus);
    }

    private static Task<EasInstance> NewAsync(params (string, string)[] attributes) =>
        EasInstance.CreateAsync([("zimbraFeatureMobilePolicyEnabled", "FALSE"), .. attributes]);
}
