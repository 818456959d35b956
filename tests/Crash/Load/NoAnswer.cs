using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Tells a server that is gone from one that is wrong.</summary>
internal static class NoAnswer
{
    /// <summary>The connection broke, or nobody listened.</summary>
    public static bool IsGone(Exception e) => e is HttpRequestException or IOException;

    /// <summary>The server asks to come again: it may have done what was asked, or not.</summary>
    public static bool IsLater(Exception e) => e is EasHttpException { Response.Status: HttpStatusCode.ServiceUnavailable };
}
