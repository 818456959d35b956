using Carbonio.Cloud.Mailboxes.OutOfOffice;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.OutOfOffice;

public sealed class OutOfOfficeTests
{
    private static readonly OutOfOfficeSettings All = new()
    {
        State = OutOfOfficeState.TimeBased,
        Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
        End = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero),
        Internal = new(Enabled: true, new string('ä', 16 * 1024), IsHtml: false),
        ExternalKnown = new(Enabled: true, "", IsHtml: true),
        ExternalUnknown = new(Enabled: false, null, IsHtml: false),
    };

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_settings_when_they_are_written_then_they_are_read_as_they_were()
    {
        var mailbox = Open();
        var before = await mailbox.ReadOutOfOfficeAsync(None);

        Assert.True(await mailbox.TryWriteOutOfOfficeAsync(before, All, None));

        Assert.Equal(OutOfOfficeSettings.None, before.Settings);
        Assert.Equal(All, (await mailbox.ReadOutOfOfficeAsync(None)).Settings);
    }

    [Fact]
    public async Task Given_two_who_read_the_same_when_both_write_then_the_second_must_read_again()
    {
        var mailbox = Open();
        var first = await mailbox.ReadOutOfOfficeAsync(None);
        var second = await mailbox.ReadOutOfOfficeAsync(None);
        Assert.True(await mailbox.TryWriteOutOfOfficeAsync(first, All, None));

        Assert.False(await mailbox.TryWriteOutOfOfficeAsync(second, OutOfOfficeSettings.None, None));
        Assert.True(await mailbox.TryWriteOutOfOfficeAsync(await mailbox.ReadOutOfOfficeAsync(None), OutOfOfficeSettings.None, None));

        Assert.Equal(OutOfOfficeSettings.None, (await mailbox.ReadOutOfOfficeAsync(None)).Settings);
    }

    [Fact]
    public async Task Given_settings_when_the_mailbox_is_removed_then_they_go_with_it()
    {
        var fixture = new DeliveryFixture();
        var mailbox = fixture.Services.Open(fixture.Alice);
        Assert.True(await mailbox.TryWriteOutOfOfficeAsync(await mailbox.ReadOutOfOfficeAsync(None), All, None));

        await new MailboxRemoval(fixture.Entities, fixture.Blobs, fixture.Services.Hints).RemoveAsync(fixture.Alice, None);

        Assert.Equal(OutOfOfficeSettings.None, (await mailbox.ReadOutOfOfficeAsync(None)).Settings);
    }

    private static Mailbox Open()
    {
        var fixture = new DeliveryFixture();
        return fixture.Services.Open(fixture.Alice);
    }
}
