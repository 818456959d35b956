using Carbonio.Cloud.ActiveSync.Content;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Content;

/// <summary>The decision table of the body. A preference is written type[/size][!][?preview]: ! is AllOrNone.</summary>
public sealed class BodySelectionTests
{
    // The mail has 1000 bytes of text, 5000 of HTML, 9000 of MIME.
    [Theory]
    // The native form, if it is asked for, wherever it stands.
    [InlineData(2, "1 2", 0, "2 whole")]
    [InlineData(2, "2 1", 0, "2 whole")]
    [InlineData(1, "2 1", 0, "1 whole")]
    [InlineData(1, "2", 0, "2 whole")]
    [InlineData(2, "1", 0, "1 whole")]
    [InlineData(2, "3 1", 0, "1 whole")]
    // Nothing asked for is plain text.
    [InlineData(2, "", 0, "1 whole")]
    [InlineData(2, "", 2, "1 whole")]
    // Cut, at and around the size.
    [InlineData(2, "2/4999", 0, "2 to 4999")]
    [InlineData(2, "2/5000", 0, "2 to 5000")]
    [InlineData(2, "2/4294967295", 0, "2 to 4294967295")]
    [InlineData(2, "1 2/10", 0, "2 to 10")]
    [InlineData(2, "2/0", 0, "2 nothing")]
    // All or none: what would be cut is passed over.
    [InlineData(2, "2/4999! 1", 0, "1 whole")]
    [InlineData(2, "2/5000! 1", 0, "2 to 5000")]
    [InlineData(2, "2! 1", 0, "2 whole")]
    [InlineData(2, "2/4999! 1/999!", 0, "2 nothing")]
    [InlineData(2, "1/999! 2/4999!", 0, "2 nothing")]
    [InlineData(2, "1/999!", 0, "1 nothing")]
    // Of forms that are not native, the one that brings most.
    [InlineData(3, "1/10 2/20", 0, "2 to 20")]
    [InlineData(3, "1/20 2/20", 0, "1 to 20")]
    // MIME by MIMESupport only, and then before all others.
    [InlineData(2, "1 2 4", 0, "2 whole")]
    [InlineData(2, "1 2 4", 1, "2 whole")]
    [InlineData(2, "1 2 4", 2, "4 whole")]
    [InlineData(2, "4/100 2", 2, "4 to 100")]
    [InlineData(2, "4/8999! 2", 2, "2 whole")]
    [InlineData(2, "4/9000! 2", 2, "4 to 9000")]
    [InlineData(2, "4/0 2", 2, "4 nothing")]
    [InlineData(2, "1 4/100?30", 2, "4 to 100 preview 30")]
    [InlineData(2, "4", 0, "2 nothing")]
    [InlineData(2, "4/8999!", 2, "2 nothing")]
    // Only what cannot be made: the native form's size is told.
    [InlineData(2, "3", 0, "2 nothing")]
    [InlineData(1, "3/100!", 0, "1 nothing")]
    [InlineData(2, "3 1/999!", 0, "2 nothing")]
    [InlineData(2, "3/100! 1/1000!", 0, "1 to 1000")]
    // A preview stands beside the data, unless the data is plain text itself.
    [InlineData(2, "2/100?50", 0, "2 to 100 preview 50")]
    [InlineData(1, "1/100?50", 0, "1 to 100")]
    [InlineData(1, "1/0?50", 0, "1 nothing preview 50")]
    [InlineData(2, "2/100!?50", 0, "2 nothing preview 50")]
    public void Given_preferences_when_a_body_is_chosen_then_it_is_as_the_table_says(byte native, string preferences, byte mimeSupport, string expected) =>
        Assert.Equal(expected, Show(BodySelection.Choose(Options(preferences, mimeSupport), new(native, 1000, 5000, 9000, IsSMime: false))));

    [Theory]
    [InlineData(0, "2 whole")]
    [InlineData(1, "4 whole")]
    [InlineData(2, "4 whole")]
    public void Given_a_signed_mail_when_MIME_is_asked_for_then_MIMESupport_1_is_enough(byte mimeSupport, string expected) =>
        Assert.Equal(expected, Show(BodySelection.Choose(Options("2 4", mimeSupport), new(2, 1000, 5000, 9000, IsSMime: true))));

    [Theory]
    [InlineData(0, "4 headers")]
    [InlineData(1, "4 to 4096")]
    [InlineData(7, "4 to 102400")]
    [InlineData(8, "4 whole")]
    public void Given_MIMETruncation_when_MIME_is_chosen_then_it_counts_where_no_TruncationSize_stands(byte truncation, string expected)
    {
        var options = Options("4", 2) with { MimeTruncation = truncation };

        Assert.Equal(expected, Show(BodySelection.Choose(options, new(2, 1000, 5000, 9000, IsSMime: false))));
        Assert.Equal("4 to 5", Show(BodySelection.Choose(Options("4/5", 2) with { MimeTruncation = truncation }, new(2, 1000, 5000, 9000, IsSMime: false))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Given_MIMETruncation_when_another_form_is_chosen_then_it_does_not_count(byte truncation) =>
        Assert.Equal("2 whole", Show(BodySelection.Choose(Options("4 2", 1) with { MimeTruncation = truncation }, new(2, 1000, 5000, 9000, IsSMime: false))));

    [Theory]
    [InlineData("4/100! 1", "1 whole")]
    [InlineData("4/100 1", "4 to 100")]
    public void Given_a_signed_mail_when_its_MIME_would_be_cut_then_AllOrNone_decides(string preferences, string expected) =>
        Assert.Equal(expected, Show(BodySelection.Choose(Options(preferences, 1), new(1, 1000, 5000, 9000, IsSMime: true))));

    [Fact]
    public void Given_an_item_without_its_message_when_MIME_is_asked_for_then_another_form_is_given() =>
        Assert.Equal("1 whole", Show(BodySelection.Choose(Options("4 1", 2), new(1, 1000, 5000, 0, IsSMime: false))));

    [Fact]
    public void Given_an_empty_body_when_no_byte_is_asked_for_then_it_is_whole() =>
        Assert.Equal("1 to 0", Show(BodySelection.Choose(Options("1/0", 0), new(1, 0, 0, 9, IsSMime: false))));

    [Theory]
    [InlineData("2/100", "2 to 100")]
    [InlineData("2/100!", "2 nothing")]
    [InlineData("2?20", "2 whole preview 20")]
    public void Given_a_part_preference_when_the_part_is_chosen_then_it_is_HTML(string preference, string expected)
    {
        var options = new ContentOptions { BodyPartPreference = Preference(preference) };

        Assert.Equal(expected, Show(BodySelection.ChoosePart(options, new(1, 1000, 5000, 9000, IsSMime: false))!.Value));
        Assert.Null(BodySelection.ChoosePart(ContentOptions.Default, new(1, 1000, 5000, 9000, IsSMime: false)));
    }

    private static ContentOptions Options(string preferences, byte mimeSupport) => new()
    {
        MimeSupport = mimeSupport,
        BodyPreferences = [.. preferences.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Preference)],
    };

    private static BodyPreference Preference(string text)
    {
        var preview = text.Split('?');
        var size = preview[0].TrimEnd('!').Split('/');
        return new(
            byte.Parse(size[0], null),
            size.Length > 1 ? uint.Parse(size[1], null) : null,
            preview[0].EndsWith('!'),
            preview.Length > 1 ? byte.Parse(preview[1], null) : null);
    }

    private static string Show(BodyChoice body) =>
        $"{body.Type} {(body.HeadersOnly ? "headers" : !body.HasData ? "nothing" : body.Limit == long.MaxValue ? "whole" : $"to {body.Limit}")}"
        + (body.PreviewCharacters > 0 ? $" preview {body.PreviewCharacters}" : "");
}
