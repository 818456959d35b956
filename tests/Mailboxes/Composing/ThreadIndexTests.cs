using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Composing;

public sealed class ThreadIndexTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_no_index_when_answered_then_the_thread_begins_with_the_message_answered()
    {
        var index = Convert.FromBase64String(ThreadIndex.Answer(null, Began, Conversation, Began.AddHours(1), 0xAB));

        Assert.Equal(27, index.Length);
        Assert.Equal(Convert.ToHexString(BitConverter.GetBytes(Began.ToFileTime()).Reverse().ToArray())[..12], Convert.ToHexString(index)[..12]);
        Assert.Equal(Conversation, index[6..22]);
        Assert.Equal(0xA0, index[^1]);
    }

    [Fact]
    public void Given_an_index_when_answered_an_hour_later_then_the_hour_stands_in_a_block_behind_it()
    {
        var parent = ThreadIndex.Answer(null, Began, Conversation, Began, 0);

        var index = Convert.FromBase64String(ThreadIndex.Answer(parent, default, default, Began.AddHours(1), 0));

        Assert.Equal(Convert.FromBase64String(parent), index[..27]);
        var units = (uint)((index[27] << 24) | (index[28] << 16) | (index[29] << 8) | index[30]);
        Assert.Equal(3600.0, units * 0.0262144, 0.05);
    }

    [Fact]
    public void Given_an_answer_two_years_later_when_written_then_the_block_says_that_it_counts_in_larger_steps()
    {
        var index = Convert.FromBase64String(ThreadIndex.Answer(null, Began, Conversation, Began.AddYears(2), 0));

        Assert.Equal(0x80, index[22] & 0x80);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("")]
    public void Given_a_header_that_is_none_when_answered_then_the_thread_begins_anew(string header) =>
        Assert.Equal(27, Convert.FromBase64String(ThreadIndex.Answer(header, Began, Conversation, Began, 0)).Length);

    [Theory]
    [InlineData(49, 50)]
    [InlineData(50, 50)]
    public void Given_a_long_thread_when_answered_then_it_ends_at_fifty_blocks(int before, int after)
    {
        var parent = Convert.ToBase64String(new byte[22 + (before * 5)]);

        Assert.Equal(22 + (after * 5), Convert.FromBase64String(ThreadIndex.Answer(parent, Began, Conversation, Began, 0)).Length);
    }

    [Fact]
    public void Given_an_answer_when_its_index_is_read_for_devices_then_it_is_one_level_deep()
    {
        var mime = $"From: a@x\r\nThread-Index: {ThreadIndex.Answer(null, Began, Conversation, Began, 0)}\r\n\r\nx";

        var content = MailContentBuilder.Build(System.Text.Encoding.ASCII.GetBytes(mime), receivedAsBcc: false).Content;

        Assert.Equal(10, new MailContent(content).Bytes(MailField.ConversationIndex).Length);
    }

    private static byte[] Conversation { get; } = [.. Enumerable.Range(1, 16).Select(n => (byte)n)];
}
