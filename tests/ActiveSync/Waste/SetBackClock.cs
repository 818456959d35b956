namespace Carbonio.Cloud.ActiveSync.Tests.Waste;

/// <summary>A clock whose time of day may be set back, as a time server does it, while time goes on.</summary>
internal sealed class SetBackClock(TimeProvider time) : TimeProvider
{
    private TimeSpan back;

    public override long TimestampFrequency => time.TimestampFrequency;

    public void SetBack(TimeSpan by) => back += by;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - back;

    public override long GetTimestamp() => time.GetTimestamp();
}
