using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

public sealed class EasServerTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Fact]
    public async Task Given_a_known_device_when_it_asks_again_then_two_rows_are_read_and_none_written()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        var (reads, writes) = (eas.Entities.Reads, eas.Entities.Writes);
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(2, eas.Entities.Reads - reads);
        Assert.Equal(0, eas.Entities.Writes - writes);
    }

    [Fact]
    public async Task Given_a_new_device_when_it_asks_then_its_row_is_made_with_the_proof_of_its_password()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        Assert.Null(await eas.DeviceAsync());

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        var device = await eas.DeviceAsync();
        Assert.NotNull(device);
        Assert.Equal("SP", device.DeviceType);
        Assert.Equal("Test/1", device.UserAgent);
        Assert.Equal("16.1", device.ProtocolVersion);
        Assert.Equal(eas.Time.GetUtcNow(), device.FirstSeen);
        Assert.NotNull(device.PasswordProof);
        Assert.Equal(device.ETag, eas.Probe.Seen!.Device.ETag);
    }

    [Fact]
    public async Task Given_ten_minutes_when_a_device_asks_then_its_last_contact_is_written_once()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        eas.Time.Advance(TimeSpan.FromMinutes(9));
        var early = await WritesAsync(eas);
        eas.Time.Advance(TimeSpan.FromMinutes(2));
        var late = await WritesAsync(eas);
        var again = await WritesAsync(eas);

        Assert.Equal(0, early);
        Assert.Equal(1, late);
        Assert.Equal(0, again);
        Assert.Equal(eas.Time.GetUtcNow(), (await eas.DeviceAsync())!.LastSeen);

        static async Task<long> WritesAsync(EasInstance eas)
        {
            var before = eas.Entities.Writes;
            using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
            return eas.Entities.Writes - before;
        }
    }

    [Fact]
    public async Task Given_a_device_id_in_another_case_when_it_asks_then_it_is_the_same_device()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync", deviceId: "PHONE1")))
        {
        }

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", deviceId: "phone1"));

        Assert.Equal("PHONE1", eas.Probe.Seen!.Device.DeviceId);
    }

    [Theory]
    [InlineData("alice@example.test")]
    [InlineData("ALICE@Example.Test")]
    [InlineData("alice")]
    [InlineData("EXAMPLE.TEST\\alice")]
    [InlineData("anything\\alice@example.test")]
    public async Task Given_a_form_of_login_name_when_a_device_asks_then_it_is_let_in(string login)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", login: login));

        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(EasInstance.Address, eas.Probe.Seen!.Account.Address);
    }

    [Theory]
    [InlineData(EasInstance.Address, "wrong")]
    [InlineData("nobody@example.test", EasInstance.Password)]
    [InlineData("nobody@elsewhere.test", EasInstance.Password)]
    [InlineData("no address at all", EasInstance.Password)]
    public async Task Given_a_wrong_name_or_password_when_a_device_asks_then_it_is_challenged_and_no_row_is_made(string login, string password)
    {
        using var eas = await EasInstance.CreateAsync();
        var http = EasInstance.Request("FolderSync", login: login, password: password);

        using var answer = await eas.AnswerAsync(http);

        Assert.Equal(401, answer.HttpStatus);
        Assert.StartsWith("Basic realm=", Header(answer, "WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Null(eas.Probe.Seen);
        Assert.Equal(0, http.BodyReads);
        Assert.Null(await eas.DeviceAsync());
    }

    [Fact]
    public async Task Given_no_credentials_when_a_device_asks_then_it_is_challenged_before_anything_is_read()
    {
        using var eas = await EasInstance.CreateAsync();
        await eas.Directory.ServiceAsync(EasInstance.None); // whether the service runs is known for seconds
        var reads = eas.Entities.Reads;
        var http = EasInstance.Request("FolderSync");
        http.Headers.Remove("Authorization");

        using var answer = await eas.AnswerAsync(http);

        Assert.Equal(401, answer.HttpStatus);
        Assert.Equal(reads, eas.Entities.Reads);
    }

    [Theory]
    [InlineData("locked", 401)]
    [InlineData("closed", 401)]
    [InlineData("maintenance", 503)]
    public async Task Given_an_account_that_may_not_log_in_when_its_device_asks_then_it_is_refused(string status, int httpStatus)
    {
        using var eas = await EasInstance.CreateAsync();
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        await eas.SetAsync("zimbraAccountStatus", status);
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(httpStatus, answer.HttpStatus);
    }

    [Fact]
    public async Task Given_a_changed_password_when_a_device_asks_with_the_old_one_then_its_proof_no_longer_holds()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        var before = (await eas.DeviceAsync())!.PasswordProof;
        Assert.True((await eas.Writer.SetPasswordAsync(AdminActor.Server, eas.Account, "battery staple", EasInstance.None)).IsDone);
        using var old = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        using var right = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: "battery staple"));

        Assert.Equal(401, old.HttpStatus);
        Assert.Equal(200, right.HttpStatus);
        Assert.NotEqual(before, (await eas.DeviceAsync())!.PasswordProof);
    }

    [Fact]
    public async Task Given_too_many_failures_when_the_next_one_comes_then_it_waits_and_a_device_with_a_proof_does_not()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        for (var i = 0; i < 10; i++)
        {
            using var failed = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: "wrong"));
            Assert.Equal(401, failed.HttpStatus);
        }

        var slowed = eas.AnswerAsync(EasInstance.Request("FolderSync", password: "wrong"));
        using var proven = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Equal(200, proven.HttpStatus);
        Assert.False(slowed.IsCompleted);

        eas.Time.Advance(TimeSpan.FromSeconds(1));
        using var answer = await slowed;
        Assert.Equal(401, answer.HttpStatus);
    }

    [Fact]
    public async Task Given_plain_HTTP_from_elsewhere_when_a_device_asks_then_its_password_is_not_asked_for()
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", isPrivate: false));

        Assert.Equal(403, answer.HttpStatus);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "WWW-Authenticate");
        Assert.StartsWith("text/plain", answer.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Given_another_method_then_it_is_not_implemented(string method)
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(new FakeHttp { Method = method, Query = "Cmd=Sync" });

        Assert.Equal(501, answer.HttpStatus);
    }

    [Fact]
    public async Task Given_OPTIONS_when_the_password_is_right_then_versions_and_commands_are_listed()
    {
        using var eas = await EasInstance.CreateAsync();
        var http = new FakeHttp { Method = "OPTIONS" };
        http.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, EasInstance.Password);

        using var answer = await eas.AnswerAsync(http);

        Assert.Equal(200, answer.HttpStatus);
        Assert.True(answer.Body.IsEmpty);
        Assert.Equal("14.1,16.1", Header(answer, "MS-ASProtocolVersions"));
        Assert.Equal("Sync,SendMail,SmartForward,SmartReply,FolderSync,FolderCreate,FolderDelete,FolderUpdate,MoveItems,GetItemEstimate,Search,Settings,Ping,ItemOperations,Provision,ResolveRecipients,ValidateCert", Header(answer, "MS-ASProtocolCommands"));
        Assert.Equal("OPTIONS,POST", Header(answer, "Allow"));
        Assert.Equal("15.2", Header(answer, "MS-Server-ActiveSync"));
    }

    [Fact]
    public async Task Given_OPTIONS_again_when_the_process_knows_the_password_then_the_store_is_not_asked()
    {
        using var eas = await EasInstance.CreateAsync();
        var http = new FakeHttp { Method = "OPTIONS" };
        http.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, EasInstance.Password);
        using (await eas.AnswerAsync(http))
        {
        }

        var reads = eas.Entities.Reads;
        using var answer = await eas.AnswerAsync(http);

        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal(reads, eas.Entities.Reads);
    }

    [Fact]
    public async Task Given_OPTIONS_when_the_password_is_wrong_then_it_is_challenged()
    {
        using var eas = await EasInstance.CreateAsync();
        var http = new FakeHttp { Method = "OPTIONS" };
        http.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, "wrong");

        using var answer = await eas.AnswerAsync(http);

        Assert.Equal(401, answer.HttpStatus);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "MS-ASProtocolVersions");
    }

    [Fact]
    public async Task Given_a_command_of_a_later_release_when_it_is_sent_then_its_body_says_so()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var later = await eas.AnswerAsync(EasInstance.Request("MeetingResponse"));
        using var attachment = await eas.AnswerAsync(EasInstance.Request("GetAttachment"));

        Assert.Equal("<MeetingResponse xmlns=\"MeetingResponse\"><Status>137</Status></MeetingResponse>", EasXml.Read(later));
        Assert.Equal(501, attachment.HttpStatus);
    }

    [Fact]
    public async Task Given_a_body_beyond_the_limit_when_it_is_sent_then_it_is_too_large()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var http = EasInstance.Request("FolderSync");
        var large = new FakeHttp { Query = http.Query, Body = new byte[EasServer.MaximumBodyBytes + 1] };
        foreach (var (name, value) in http.Headers)
        {
            large.Headers[name] = value;
        }

        using var answer = await eas.AnswerAsync(large);

        Assert.Equal(413, answer.HttpStatus);
    }

    [Fact]
    public async Task Given_a_store_that_does_not_answer_when_a_device_asks_then_it_is_told_to_come_back()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        eas.Probe.Failure = new StoreUnavailableException();

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(503, answer.HttpStatus);
        Assert.NotNull(Header(answer, "Retry-After"));
        Assert.Equal("15.2", Header(answer, "MS-Server-ActiveSync"));
    }

    [Fact]
    public async Task Given_a_bug_when_a_device_asks_then_the_body_says_110()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        eas.Probe.Failure = new InvalidOperationException("bug");

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal("<FolderSync xmlns=\"FolderHierarchy\"><Status>110</Status></FolderSync>", EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_a_device_that_hung_up_when_the_command_ends_then_there_is_no_answer()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => eas.Server.AnswerAsync(EasInstance.Request("FolderSync"), gone.Token));
    }

    [Fact]
    public async Task Given_a_device_whose_row_another_request_wrote_when_the_contact_is_noted_then_both_stay()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        eas.Time.Advance(TimeSpan.FromHours(1));
        var raced = false;
        eas.Model.BeforeWrite = async batch =>
        {
            if (!raced)
            {
                raced = true;
                var device = await eas.DeviceAsync();
                var mailbox = eas.Mailboxes.Open(MailboxId.FromPartition(batch.Partition)!);
                var other = mailbox.Begin(await mailbox.ReadStateAsync(EasInstance.None), Origin.Server);
                Devices.Registry.DeviceStore.Put(other, device! with { PingCache = [1, 2, 3] });
                Assert.True(await eas.Model.TryWriteAsync(other.Rows, EasInstance.None));
            }
        };

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        var after = await eas.DeviceAsync();
        Assert.True(raced);
        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal([1, 2, 3], after!.PingCache!);
        Assert.Equal(eas.Time.GetUtcNow(), after.LastSeen);
    }

    private static string? Header(EasAnswer answer, string name) => answer.Headers.FirstOrDefault(header => header.Key == name).Value;
}
