using System.Xml.Linq;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Autodiscover;

/// <summary>Requests and answers of <c>autodiscover.xml</c>, byte by byte where it is short enough.</summary>
public sealed class AutodiscoverXmlTests
{
    private const string ResponseNamespace = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";

    [Fact]
    public async Task Given_a_phone_when_it_asks_then_it_is_told_the_url_and_its_owner()
    {
        using var eas = await AutodiscoverInstance.CreateAsync(("displayName", "Alice <\"Liddell\"> & Co \uFFFE"));

        var told = await eas.AskAsync(AutodiscoverInstance.Body());

        Assert.Equal(200, told.Status);
        Assert.Equal("text/xml; charset=utf-8", told.ContentType);
        Assert.Equal("no-store", told.Headers["Cache-Control"]);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
              <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006">
                <Culture>en:us</Culture>
                <User>
                  <DisplayName>Alice &lt;"Liddell"&gt; &amp; Co �</DisplayName>
                  <EMailAddress>alice@example.test</EMailAddress>
                </User>
                <Action>
                  <Settings>
                    <Server>
                      <Type>MobileSync</Type>
                      <Url>https://mail.example.test/Microsoft-Server-ActiveSync</Url>
                      <Name>https://mail.example.test/Microsoft-Server-ActiveSync</Name>
                    </Server>
                  </Settings>
                </Action>
              </Response>
            </Autodiscover>
            """.ReplaceLineEndings("\n"),
            told.Body);
    }

    [Fact]
    public async Task Given_Outlook_when_it_asks_then_it_is_told_of_ActiveSync_and_of_nothing_else()
    {
        using var eas = await AutodiscoverInstance.CreateAsync(("displayName", "Alice"));

        var told = await eas.AskAsync(AutodiscoverInstance.Body(schema: AutodiscoverInstance.Outlook));

        Assert.Equal(200, told.Status);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
              <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
                <User>
                  <DisplayName>Alice</DisplayName>
                  <AutoDiscoverSMTPAddress>alice@example.test</AutoDiscoverSMTPAddress>
                </User>
                <Account>
                  <AccountType>email</AccountType>
                  <Action>settings</Action>
                  <Protocol>
                    <Type>MobileSync</Type>
                    <Server>https://mail.example.test/Microsoft-Server-ActiveSync</Server>
                    <LoginName>alice@example.test</LoginName>
                    <DomainRequired>off</DomainRequired>
                    <SPA>off</SPA>
                    <SSL>on</SSL>
                    <AuthRequired>on</AuthRequired>
                  </Protocol>
                </Account>
              </Response>
            </Autodiscover>
            """.ReplaceLineEndings("\n"),
            told.Body);
    }

    [Theory]
    [InlineData("a.liddell@example.test")]
    [InlineData("A.Liddell@EXAMPLE.test")]
    [InlineData("  alice@example.test\n")]
    public async Task Given_another_form_of_the_owners_address_when_a_phone_asks_then_it_is_the_same_account(string address)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = await eas.AskAsync(AutodiscoverInstance.Body(address));

        Assert.Equal(200, told.Status);
        Assert.Contains("<EMailAddress>alice@example.test</EMailAddress>", told.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice@example.test")]
    [InlineData("a.liddell@example.test")]
    [InlineData("EXAMPLE\\alice@example.test")]
    [InlineData("alice")]
    public async Task Given_a_form_of_login_name_when_a_phone_asks_then_it_is_let_in_as_ActiveSync_lets_it_in(string login)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        Assert.Equal(200, (await eas.AskAsync(AutodiscoverInstance.Body(), login)).Status);
    }

    [Theory]
    [InlineData("alice@example.test", "wrong")]
    [InlineData("nobody@example.test", "correct horse")]
    [InlineData("nobody@nowhere.test", "correct horse")]
    [InlineData("mallory@other.test", "correct horse")]
    [InlineData("no address", "correct horse")]
    [InlineData(null, "")]
    public async Task Given_a_bad_login_when_it_asks_then_every_answer_is_the_same_challenge(string? login, string password)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = await eas.AskAsync(AutodiscoverInstance.Body(login ?? "x@example.test"), login, password);

        Assert.Equal(401, told.Status);
        Assert.Equal("Basic realm=\"Carbonio\"", told.Headers["WWW-Authenticate"]);
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
              <Response>
                <Error Time="12:00:00.0000000" Id="7">
                  <ErrorCode>600</ErrorCode>
                  <Message>Log in with the e-mail address and the password for mobile devices.</Message>
                  <DebugData />
                </Error>
              </Response>
            </Autodiscover>
            """.ReplaceLineEndings("\n"),
            told.Body);
    }

    [Fact]
    public async Task Given_no_credentials_when_it_asks_then_nothing_is_read()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var reads = eas.Entities.Reads;
        var http = AutodiscoverInstance.Request(AutodiscoverInstance.Body(), login: null);

        var told = await eas.AskAsync(http);

        Assert.Equal(401, told.Status);
        Assert.Equal(0, http.BodyReads);
        Assert.Equal(reads, eas.Entities.Reads);
    }

    [Fact]
    public async Task Given_a_mobile_password_when_the_accounts_own_is_used_then_it_is_refused_and_the_mobile_one_is_not()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var added = await eas.Writer.AddCredentialAsync(AdminActor.Server, eas.Account, null, "phone", CredentialServices.Eas, AutodiscoverInstance.None);
        Assert.True(added.IsDone);

        var own = await eas.AskAsync(AutodiscoverInstance.Body());
        var mobile = await eas.AskAsync(AutodiscoverInstance.Body(), password: added.Value.Password);

        Assert.Equal(401, own.Status);
        Assert.Equal(200, mobile.Status);
    }

    [Fact]
    public async Task Given_an_account_that_may_not_sync_when_it_asks_then_403_says_so_to_who_knows_the_password_only()
    {
        using var eas = await AutodiscoverInstance.CreateAsync(("zimbraFeatureMobileSyncEnabled", "FALSE"));

        AssertError(await eas.AskAsync(AutodiscoverInstance.Body()), 403, "501");
        AssertError(await eas.AskAsync(AutodiscoverInstance.Body(), password: "wrong"), 401, "600");
    }

    [Theory]
    [InlineData("locked", 401, "600")]
    [InlineData("closed", 401, "600")]
    [InlineData("maintenance", 503, "603")]
    public async Task Given_an_account_that_may_not_log_in_when_it_asks_then_it_is_refused(string status, int httpStatus, string code)
    {
        using var eas = await AutodiscoverInstance.CreateAsync(("zimbraAccountStatus", status));

        AssertError(await eas.AskAsync(AutodiscoverInstance.Body()), httpStatus, code);
    }

    [Theory]
    [InlineData("bob@example.test")]
    [InlineData("mallory@other.test")]
    [InlineData("nobody@example.test")]
    [InlineData("nobody@nowhere.test")]
    [InlineData("no address")]
    public async Task Given_an_address_that_is_not_the_owners_when_a_phone_asks_then_the_answer_is_the_same_whether_it_exists_or_not(string address)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        await eas.AskAsync(AutodiscoverInstance.Body());
        var reads = eas.Entities.Reads;

        var told = await eas.AskAsync(AutodiscoverInstance.Body(address));

        AssertError(told, 500, "500");
        Assert.Contains("<Message>The e-mail address is not one of the account that logged in.</Message>", told.Body, StringComparison.Ordinal);
        Assert.Equal(reads, eas.Entities.Reads); // the store cannot tell the clock either
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n\t ")]
    [InlineData("\uFEFF")]
    public async Task Given_an_empty_body_when_a_phone_sends_it_then_the_answer_is_error_600(string body)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        AssertError(await eas.AskAsync(body), 200, "600");
    }

    [Theory]
    [InlineData("GET", 200, "600")]
    [InlineData("HEAD", 200, "600")]
    [InlineData("PUT", 405, "600")]
    [InlineData("OPTIONS", 405, "600")]
    public async Task Given_another_method_when_it_comes_then_it_is_answered_with_an_error(string method, int status, string code)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        AssertError(await eas.AskAsync(AutodiscoverInstance.Request([], method: method)), status, code);
    }

    [Theory]
    [InlineData("http://schemas.microsoft.com/exchange/autodiscover/unknown/responseschema/2006")]
    [InlineData("http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2007")]
    [InlineData("x")]
    public async Task Given_an_unknown_response_schema_when_a_phone_asks_for_it_then_503(string schema)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = await eas.AskAsync(AutodiscoverInstance.Body(schema: schema));

        AssertError(told, 503, "601");
        Assert.False(told.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Given_two_schemas_when_one_of_them_is_known_then_it_is_used()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        const string Two = $"x</AcceptableResponseSchema><AcceptableResponseSchema>\n{AutodiscoverInstance.MobileSync}\n";

        var told = await eas.AskAsync(AutodiscoverInstance.Body(schema: Two));

        Assert.Equal(200, told.Status);
    }

    [Theory]
    [InlineData("<Autodiscover><Request/></Autodiscover>")]
    [InlineData("<Autodiscover><Request><EMailAddress/><AcceptableResponseSchema>x</AcceptableResponseSchema></Request></Autodiscover>")]
    [InlineData("<Autodiscover><Request><EMailAddress> \n </EMailAddress></Request></Autodiscover>")]
    [InlineData("<Autodiscover><Other><EMailAddress>alice@example.test</EMailAddress></Other></Autodiscover>")]
    [InlineData("<Autodiscover><Request><EMailAddress>alice@example.test</EMailAddress></Request></Autodiscover>")]
    [InlineData("<Autodiscover><Request><EMailAddress>alice@example.test</EMailAddress>")]
    [InlineData("<Autodiscover><Request><EMailAddress><b>alice@example.test</b></EMailAddress></Request></Autodiscover>")]
    [InlineData("<Other><Request><EMailAddress>alice@example.test</EMailAddress></Request></Other>")]
    [InlineData("{\"EMailAddress\":\"alice@example.test\"}")]
    [InlineData("<Autodiscover>\u0001</Autodiscover>")]
    [InlineData("\u0003\u0001j\u0000")]
    public async Task Given_a_body_without_an_address_or_that_is_no_request_when_a_phone_sends_it_then_400(string body)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        AssertError(await eas.AskAsync(body), 400, "600");
    }

    [Theory]
    [InlineData(AutodiscoverServer.MaximumBodyBytes - 1, 200, null)]
    [InlineData(AutodiscoverServer.MaximumBodyBytes, 200, null)]
    [InlineData(AutodiscoverServer.MaximumBodyBytes + 1, 413, "600")]
    public async Task Given_a_body_around_the_limit_when_a_phone_sends_it_then_it_is_refused_above(int length, int status, string? code)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var body = AutodiscoverInstance.Body();
        var comment = $"<!--{new string('x', length - body.Length - "<!---->".Length)}-->";

        var told = await eas.AskAsync(body + comment);

        Assert.Equal(status, told.Status);
        if (code is not null)
        {
            AssertError(told, status, code);
        }
    }

    [Theory]
    [InlineData(PoxRequestReader.MaximumDepth - 1, 200)]
    [InlineData(PoxRequestReader.MaximumDepth, 200)]
    [InlineData(PoxRequestReader.MaximumDepth + 1, 400)]
    public async Task Given_elements_in_elements_when_they_are_read_then_too_many_are_refused(int depth, int status)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var nested = string.Concat(Enumerable.Repeat("<x>", depth - 2)) + string.Concat(Enumerable.Repeat("</x>", depth - 2));

        var told = await eas.AskAsync(AutodiscoverInstance.Body().Replace("<EMailAddress>", nested + "<EMailAddress>", StringComparison.Ordinal));

        Assert.Equal(status, told.Status);
    }

    [Theory]
    [InlineData("<!DOCTYPE Autodiscover>", "alice@example.test")]
    [InlineData("<!DOCTYPE Autodiscover [<!ENTITY e \"alice@example.test\">]>")]
    [InlineData("<!DOCTYPE Autodiscover [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE Autodiscover [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY e \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>")]
    [InlineData("<!DOCTYPE Autodiscover PUBLIC \"x\" \"http://127.0.0.1:1/x.dtd\">")]
    public async Task Given_a_document_type_when_a_client_sends_it_then_400_and_no_entity_is_resolved(string doctype, string address = "&e;")
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var body = AutodiscoverInstance.Body(address).Replace("<Autodiscover", doctype + "<Autodiscover", StringComparison.Ordinal);

        AssertError(await eas.AskAsync(body), 400, "600");
    }

    [Fact]
    public async Task Given_characters_written_as_references_when_a_phone_asks_then_they_are_read()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        Assert.Equal(200, (await eas.AskAsync(AutodiscoverInstance.Body("&#97;lice&#x40;example.test"))).Status);
        Assert.Equal(200, (await eas.AskAsync(AutodiscoverInstance.Body("<![CDATA[alice@example.test]]>"))).Status);
    }

    [Theory]
    [InlineData("http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006")]
    [InlineData("urn:anything")]
    [InlineData("")]
    public async Task Given_another_request_namespace_when_a_client_asks_then_it_is_answered_all_the_same(string xmlns)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var body = AutodiscoverInstance.Body()
            .Replace("http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006", xmlns, StringComparison.Ordinal);

        Assert.Equal(200, (await eas.AskAsync(body)).Status);
    }

    [Fact]
    public async Task Given_an_unencrypted_way_when_a_phone_asks_then_no_password_is_asked_for()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var http = AutodiscoverInstance.Request([], isPrivate: false);

        var told = await eas.AskAsync(http);

        AssertError(told, 403, "600");
        Assert.False(told.Headers.ContainsKey("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("https://mail.example.test", 302)]
    [InlineData("http://mail.example.test", 403)]
    [InlineData(null, 403)]
    public async Task Given_an_unencrypted_GET_when_the_server_has_an_https_address_then_the_client_is_sent_there(string? origin, int status)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = await eas.AskAsync(AutodiscoverInstance.Request([], login: null, method: "GET", isPrivate: false), origin);

        Assert.Equal(status, told.Status);
        Assert.Equal(status == 302 ? "https://mail.example.test/autodiscover/autodiscover.xml" : null, told.Headers.GetValueOrDefault("Location"));
    }

    [Fact]
    public async Task Given_no_address_of_the_server_when_a_phone_asks_then_an_error_says_so()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        AssertError(await eas.AskAsync(AutodiscoverInstance.Request(AutodiscoverInstance.Body()), origin: null), 500, "603");
    }

    [Fact]
    public async Task Given_too_many_failures_when_the_next_one_comes_then_it_waits_as_with_ActiveSync()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(401, (await eas.AskAsync(AutodiscoverInstance.Body(), password: "wrong")).Status);
        }

        var slowed = eas.AskAsync(AutodiscoverInstance.Body(), password: "wrong");
        Assert.False(slowed.IsCompleted);

        eas.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await slowed).Status);
    }

    [Fact]
    public async Task Given_a_store_that_does_not_answer_when_a_phone_asks_then_503_says_when_to_come_again()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        eas.Time.Advance(TimeSpan.FromMinutes(1)); // what is in memory is too old
        eas.Store.IsAway = true;

        var told = await eas.AskAsync(AutodiscoverInstance.Body());

        AssertError(told, 503, "603");
        Assert.Equal("10", told.Headers["Retry-After"]);
    }

    private static void AssertError(AutodiscoverInstance.Told told, int status, string code)
    {
        Assert.Equal(status, told.Status);
        Assert.Equal("text/xml; charset=utf-8", told.ContentType);
        XNamespace ns = ResponseNamespace;
        var error = XDocument.Parse(told.Body).Element(ns + "Autodiscover")!.Element(ns + "Response")!.Element(ns + "Error")!;
        Assert.Equal(code, error.Element(ns + "ErrorCode")!.Value);
        Assert.NotEmpty(error.Element(ns + "Message")!.Value);
    }
}
