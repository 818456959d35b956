namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A phone's first day, the data in the embedded store.</summary>
public sealed class EmbeddedPhoneFirstDay(EmbeddedServer server) : PhoneFirstDay(server), IClassFixture<EmbeddedServer>;
