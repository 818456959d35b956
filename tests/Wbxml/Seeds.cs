using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>What the property tests run over: a failure names its seed.</summary>
internal static class Seeds
{
    public static TheoryData<int> Of(int count) => [.. Enumerable.Range(1, count)];
}
