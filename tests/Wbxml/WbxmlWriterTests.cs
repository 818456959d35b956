using System.Buffers;
using System.Text;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class WbxmlWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly WbxmlWriter _writer;

    public WbxmlWriterTests() => _writer = new WbxmlWriter(_output);

    [Fact]
    public void Given_elements_of_several_pages_when_they_are_written_then_pages_switch_where_they_must()
    {
        _writer.Start(AirSyncPage.Sync);
        _writer.Element(AirSyncPage.SyncKey, "0");
        _writer.Element(EmailPage.Subject, "a");
        _writer.Element(EmailPage.Read, true);
        _writer.Empty(AirSyncPage.MoreAvailable);
        _writer.Start(Email2Page.ConversationId);
        _writer.Opaque([0xDE, 0xAD]);
        _writer.End();
        _writer.Element(Email2Page.LastVerbExecuted, 3);
        _writer.End();
        _writer.Complete();

        AssertBytes("""
            03 01 6A 00
            45
               4B 03 30 00 01
               00 02 54 03 61 00 01
               55 03 31 00 01
               00 00 14
               00 16 49 C3 02 DE AD 01
               4B 03 33 00 01
            01
            """);
    }

    // Attributes are stored as UTF-8, which has no lone surrogates: these rows cannot be InlineData.
    public static TheoryData<string, string> Texts => new()
    {
        { "", "" },
        { "a", "61" },
        { "é€😀", "C3A9E282ACF09F9880" },
        { "a\u0000b\u0001\u0008\u000B\u000C\u001Fc", "616263" },
        { "\t\r\n", "090D0A" },
        { "a\uFFFE\uFFFFb\uFFFD", "6162EFBFBD" },
        { "a\uD83Db", "61EFBFBD62" },
        { "a\uDE00b", "61EFBFBD62" },
        { "\uD83D", "EFBFBD" },
        { "\uD83D\u0000\uDE00", "EFBFBDEFBFBD" },
        { "\u007F\u0085\u2028", "7FC285E280A8" },
    };

    public static TheoryData<string> TextsToCut =>
        ["Grüße 😀\u0000 aus Köln\uFFFE € \uD83D.", "😀😀😀", "\uD83D\uD83D\uDE00\uDE00"];

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Given_a_text_when_it_is_written_then_what_XML_forbids_is_gone_and_lone_surrogates_are_replaced(string text, string utf8)
    {
        _writer.Element(AirSyncPage.Sync, text);

        AssertBytes("03016A00 45 03" + utf8 + "00 01");
    }

    [Theory]
    [InlineData("616263", "616263")]
    [InlineData("61006200", "6162")]
    [InlineData("6101E282AC1F", "61E282AC")]
    [InlineData("EFBFBEEFBFBFEFBFBD", "EFBFBD")]
    [InlineData("61E962", "61EFBFBD62")] // ISO-8859-1
    [InlineData("EDA0BD", "EFBFBDEFBFBDEFBFBD")] // a surrogate in UTF-8
    [InlineData("C080", "EFBFBDEFBFBD")] // NUL in two bytes
    [InlineData("61F09F98", "61EFBFBD")] // cut off
    public void Given_UTF8_when_it_is_written_then_what_XML_forbids_is_gone_and_bad_bytes_are_replaced(string bytes, string utf8)
    {
        _writer.Element(AirSyncPage.Sync, Convert.FromHexString(bytes));

        AssertBytes("03016A00 45 03" + utf8 + "00 01");
    }

    [Theory]
    [MemberData(nameof(TextsToCut), DisableDiscoveryEnumeration = true)]
    public void Given_a_text_in_pieces_when_it_is_cut_anywhere_then_the_bytes_are_those_of_the_whole(string text)
    {
        _writer.Element(AirSyncPage.Sync, text);
        var whole = _output.WrittenSpan.ToArray();
        for (var first = 0; first <= text.Length; first++)
        {
            for (var second = first; second <= text.Length; second++)
            {
                _output.ResetWrittenCount();
                _writer.Reset(_output);
                _writer.Start(AirSyncPage.Sync);
                _writer.BeginText();
                _writer.AppendText(text.AsSpan(0, first));
                _writer.AppendText(text.AsSpan(first, second - first));
                _writer.AppendText(text.AsSpan(second));
                _writer.EndText();
                _writer.End();

                Assert.Equal(whole, _output.WrittenSpan.ToArray());
            }
        }
    }

    [Theory]
    [InlineData("4772C3BCC39F6520F09F988000EFBFBEE282AC")]
    [InlineData("F09F9880F09F9880")]
    [InlineData("61F09F98E962C3")]
    [InlineData("EFBFBEEFBFBDEDA0BD")]
    public void Given_UTF8_in_pieces_when_it_is_cut_anywhere_then_the_bytes_are_those_of_the_whole(string hex)
    {
        var utf8 = Convert.FromHexString(hex);
        _writer.Element(AirSyncPage.Sync, utf8);
        var whole = _output.WrittenSpan.ToArray();
        for (var first = 0; first <= utf8.Length; first++)
        {
            for (var second = first; second <= utf8.Length; second++)
            {
                _output.ResetWrittenCount();
                _writer.Reset(_output);
                _writer.Start(AirSyncPage.Sync);
                _writer.BeginText();
                _writer.AppendText(utf8.AsSpan(0, first));
                _writer.AppendText(utf8.AsSpan(first, second - first));
                _writer.AppendText(utf8.AsSpan(second));
                _writer.EndText();
                _writer.End();

                Assert.Equal(whole, _output.WrittenSpan.ToArray());
            }
        }
    }

    [Fact]
    public void Given_pieces_of_both_kinds_when_a_character_is_cut_between_them_then_both_halves_are_replaced()
    {
        _writer.Start(AirSyncPage.Sync);
        _writer.BeginText();
        _writer.AppendText("a\uD83D");
        _writer.AppendText("b\u00C3"u8[..2]);
        _writer.AppendText("c");
        _writer.EndText();
        _writer.End();

        AssertBytes("03016A00 45 03 61 EFBFBD 62 EFBFBD 63 00 01");
    }

    [Fact]
    public void Given_a_text_longer_than_any_buffer_when_it_is_written_then_it_is_whole()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789 äöü € 😀\r\n", 10_000));
        _writer.Element(AirSyncPage.Sync, text);

        var reader = new WbxmlReader(_output.WrittenSpan);
        reader.Read();
        Assert.Equal(text, reader.ReadText());
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "8100")]
    [InlineData(16_383, "FF7F")]
    [InlineData(16_384, "818000")]
    [InlineData(2_097_152, "81808000")]
    public void Given_opaque_data_when_it_is_written_then_its_length_takes_as_few_bytes_as_it_can(int length, string hex)
    {
        var bytes = new byte[length];
        _writer.Start(AirSyncPage.Sync);
        _writer.Opaque(bytes);
        _writer.End();

        Assert.Equal("03016A0045C3" + hex, Convert.ToHexString(_output.WrittenSpan[..(6 + hex.Length / 2)]));
        var reader = new WbxmlReader(_output.WrittenSpan);
        reader.Read();
        Assert.Equal(length, reader.ReadContent().Length);
        Assert.Null(reader.Error);
    }

    [Fact]
    public void Given_opaque_data_in_pieces_when_they_are_written_then_they_are_one_run()
    {
        _writer.Start(ComposeMailPage.Mime);
        _writer.BeginOpaque(3);
        _writer.AppendOpaque("a"u8);
        _writer.AppendOpaque(default);
        _writer.AppendOpaque("bc"u8);
        _writer.EndOpaque();
        _writer.End();

        AssertBytes("03016A00 0015 50 C303616263 01");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void Given_a_number_when_it_is_written_then_it_is_decimal(long value, string text)
    {
        _writer.Element(AirSyncPage.Sync, value);

        AssertBytes("03016A00 45 03" + Convert.ToHexString(Encoding.ASCII.GetBytes(text)) + "00 01");
    }

    [Fact]
    public void Given_a_used_writer_when_it_is_reset_then_the_next_document_begins_anew()
    {
        _writer.Start(FindPage.Find);
        _writer.BeginText();
        _writer.AppendText("\uD83D");
        var next = new ArrayBufferWriter<byte>();
        _writer.Reset(next);
        _writer.Element(AirSyncPage.Sync, "a");
        _writer.Complete();

        Assert.Equal(Hex.Bytes("03016A00 45 03 61 00 01"), next.WrittenSpan.ToArray());
    }

    public static TheoryData<string, Action<WbxmlWriter>> Misuses => new()
    {
        { "End without Start", writer => writer.End() },
        { "Text before the root", writer => writer.Text("a") },
        { "Opaque before the root", writer => writer.Opaque([1]) },
        { "Integer before the root", writer => writer.Integer(1) },
        { "Complete before the root", writer => writer.Complete() },
        { "Complete with an open element", writer => { writer.Start(AirSyncPage.Sync); writer.Complete(); } },
        { "Complete twice", writer => { writer.Empty(AirSyncPage.Sync); writer.Complete(); writer.Complete(); } },
        { "a second root", writer => { writer.Empty(AirSyncPage.Sync); writer.Empty(AirSyncPage.Sync); } },
        { "Text after the root", writer => { writer.Empty(AirSyncPage.Sync); writer.Text("a"); } },
        { "AppendText without BeginText", writer => { writer.Start(AirSyncPage.Sync); writer.AppendText("a"); } },
        { "EndText without BeginText", writer => { writer.Start(AirSyncPage.Sync); writer.EndText(); } },
        { "Start in a text", writer => { writer.Start(AirSyncPage.Sync); writer.BeginText(); writer.Start(AirSyncPage.Add); } },
        { "End in a text", writer => { writer.Start(AirSyncPage.Sync); writer.BeginText(); writer.End(); } },
        { "AppendOpaque in a text", writer => { writer.Start(AirSyncPage.Sync); writer.BeginText(); writer.AppendOpaque([1]); } },
        { "more opaque data than announced", writer => { writer.Start(AirSyncPage.Sync); writer.BeginOpaque(1); writer.AppendOpaque([1, 2]); } },
        { "less opaque data than announced", writer => { writer.Start(AirSyncPage.Sync); writer.BeginOpaque(2); writer.AppendOpaque([1]); writer.EndOpaque(); } },
    };

    [Theory]
    [MemberData(nameof(Misuses), DisableDiscoveryEnumeration = true)]
    public void Given_calls_out_of_order_when_they_are_made_then_the_last_one_throws(string what, Action<WbxmlWriter> calls)
    {
        Assert.True(Record.Exception(() => calls(_writer)) is InvalidOperationException, what);
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x0004)]
    [InlineData(0x0040)]
    [InlineData(0x0185)]
    public void Given_a_value_that_is_no_tag_when_it_is_written_then_it_throws(int tag)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Start((WbxmlTag)tag));
    }

    [Fact]
    public void Given_a_negative_length_when_opaque_data_begins_then_it_throws()
    {
        _writer.Start(AirSyncPage.Sync);

        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.BeginOpaque(-1));
    }

    private void AssertBytes(string hex) => Assert.Equal(Hex.Bytes(hex), _output.WrittenSpan.ToArray());
}
