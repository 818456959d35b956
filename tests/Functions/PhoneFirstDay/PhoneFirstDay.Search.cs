using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_the_demo_mails_when_a_word_of_a_body_is_searched_then_the_mail_comes_and_is_fetched_by_its_LongId()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Alice, Token);

        // In the text of every mail of its kind, and in no subject.
        var found = await phone.Device.SearchMailAsync("GROSSARTIG isar", null, "0-2", PlainText with { TruncationSize = 100 }, Token);

        Assert.Equal(1, found.Status);
        Assert.Equal("0-2", found.Range);
        Assert.Equal(3, found.Results.Count);
        Assert.All(found.Results, result => Assert.Contains("Grüße von der Isar", result.Mail.Body.Data, StringComparison.Ordinal));
        var fetched = await phone.Device.FetchAsync([new ItemFetch { LongId = found.Results[0].LongId, BodyPreferences = [PlainText] }], Token);
        Assert.Equal(1, fetched.Items[0].Status);
        Assert.Equal(found.Results[0].Mail.Subject, fetched.Items[0].Mail!.Subject);
        Assert.Contains("großartig", fetched.Items[0].Mail!.Body.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_demo_accounts_when_alice_searches_the_address_list_then_she_finds_bob()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Alice, Token);

        var found = await phone.Device.SearchGalAsync("bob", Token);

        Assert.Equal(1, found.Status);
        Assert.Equal(server.Demo.Bob.Address, Assert.Single(found.Results).Person("EmailAddress"));
    }
}
