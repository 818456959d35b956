namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A phone's first day, the data in Azure's tables and blobs.</summary>
public sealed class AzurePhoneFirstDay(AzureServer server) : PhoneFirstDay(server), IClassFixture<AzureServer>;
