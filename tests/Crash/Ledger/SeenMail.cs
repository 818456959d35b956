namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A mail as a device that starts over is given it.</summary>
internal sealed record SeenMail(string Folder, string ServerId, string Subject, bool Read, bool Flagged, string Message);
