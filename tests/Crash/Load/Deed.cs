using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Something that a phone's owner did to a mail, on its way to the server.</summary>
internal sealed record Deed(string ServerId, SyncCommand Command, Effect Effect, Action Count);
