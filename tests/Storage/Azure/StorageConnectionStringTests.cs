using Carbonio.Cloud.Storage.Azure;

namespace Carbonio.Cloud.Storage.Tests.Azure;

public sealed class StorageConnectionStringTests
{
    [Fact]
    public void Given_UseDevelopmentStorage_when_it_is_parsed_then_it_is_the_emulator_at_its_usual_ports()
    {
        var parsed = StorageConnectionString.Parse("UseDevelopmentStorage=true");

        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", parsed.TableEndpoint.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1", parsed.BlobEndpoint.AbsoluteUri);
        Assert.Equal("devstoreaccount1", parsed.AccountName);
        Assert.Equal(64, parsed.AccountKey!.Length);
    }

    [Fact]
    public void Given_name_and_key_when_they_are_parsed_then_the_URLs_follow_from_the_name()
    {
        var parsed = StorageConnectionString.Parse("DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=a2V5PT0=;EndpointSuffix=core.usgovcloudapi.net;");

        Assert.Equal("https://acct.table.core.usgovcloudapi.net/", parsed.TableEndpoint.AbsoluteUri);
        Assert.Equal("https://acct.blob.core.usgovcloudapi.net/", parsed.BlobEndpoint.AbsoluteUri);
        Assert.Equal("key=="u8, parsed.AccountKey!);
    }

    [Fact]
    public void Given_a_signature_when_it_is_parsed_then_no_key_is_needed()
    {
        var parsed = StorageConnectionString.Parse("TableEndpoint=https://t.test/;BlobEndpoint=https://b.test;SharedAccessSignature=?sv=1&sig=x=");

        Assert.Equal("sv=1&sig=x=", parsed.SharedAccessSignature);
        Assert.Null(parsed.AccountKey);
        Assert.Equal("https://t.test/", parsed.TableEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("AccountName=acct", "AccountKey")]
    [InlineData("AccountKey=a2V5", "AccountName")]
    [InlineData("AccountName=acct;AccountKey=SECRET!", "base64")]
    [InlineData("AccountName=acct;SECRET", "NAME=VALUE")]
    [InlineData("SharedAccessSignature=SECRET", "TableEndpoint")]
    [InlineData("AccountName=acct;AccountKey=a2V5;TableEndpoint=nowhere", "TableEndpoint")]
    public void Given_what_is_no_connection_string_when_it_is_parsed_then_the_part_is_named_and_no_secret(string text, string named)
    {
        var refused = Assert.Throws<FormatException>(() => StorageConnectionString.Parse(text));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9a")]
    [InlineData("a-b")]
    public void Given_a_prefix_that_tables_cannot_have_when_storage_is_opened_then_it_is_refused(string prefix)
    {
        Assert.Throws<ArgumentException>(() => AzureStorage.FromConnectionString("UseDevelopmentStorage=true", new AzureStorageOptions { TableNamePrefix = prefix }));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("a--b")]
    [InlineData("-abc")]
    public void Given_a_container_that_cannot_be_when_storage_is_opened_then_it_is_refused(string container)
    {
        Assert.Throws<ArgumentException>(() => AzureStorage.FromConnectionString("UseDevelopmentStorage=true", new AzureStorageOptions { BlobContainer = container }));
    }
}
