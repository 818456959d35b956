using System.Buffers;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

internal static class LayoutAssert
{
    /// <summary>Writing and reading a layout gives an equal one.</summary>
    public static void ReadsBack(MessageLayout layout)
    {
        var bytes = new ArrayBufferWriter<byte>();
        layout.Write(bytes);
        Assert.InRange(bytes.WrittenCount, 1, MessageLayout.MaximumSerializedBytes);
        Assert.True(MessageLayout.TryRead(bytes.WrittenSpan, out var again));
        Assert.Equal(layout.Parts, again.Parts);
        Assert.Equal(layout.TextBody, again.TextBody);
        Assert.Equal(layout.HtmlBody, again.HtmlBody);
        Assert.Equal(
            (layout.CalendarPart, layout.Protection, layout.Report, layout.PartsOmitted, layout.LimitReached),
            (again.CalendarPart, again.Protection, again.Report, again.PartsOmitted, again.LimitReached));
    }
}
