namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>Why a client is told nothing: an HTTP status, and always an Error element that says it in words.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Code">The Error element's code.</param>
/// <param name="Message">For the person who reads a trace.</param>
internal sealed record AutodiscoverRefusal(int HttpStatus, AutodiscoverErrorCode Code, string Message)
{
    /// <summary>When to come again; null for no hint.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>No password, or not the right one, or of an account that is not there: nobody can tell which.</summary>
    public static AutodiscoverRefusal LoginNeeded { get; } =
        new(401, AutodiscoverErrorCode.InvalidRequest, "Log in with the e-mail address and the password for mobile devices.");

    public static AutodiscoverRefusal HttpsOnly { get; } =
        new(403, AutodiscoverErrorCode.InvalidRequest, "Autodiscover is served over HTTPS only.");

    public static AutodiscoverRefusal NotEnabled { get; } =
        new(403, AutodiscoverErrorCode.NoSettings, "The account is not enabled for mobile devices.");

    public static AutodiscoverRefusal WrongMethod { get; } =
        new(405, AutodiscoverErrorCode.InvalidRequest, "Send the request with POST.");

    /// <summary>Says 600 in a 200, as Exchange does: no HTTP status is called that.</summary>
    public static AutodiscoverRefusal NoBody { get; } =
        new(200, AutodiscoverErrorCode.InvalidRequest, "Invalid Request: there is no body.");

    public static AutodiscoverRefusal TooLarge { get; } =
        new(413, AutodiscoverErrorCode.InvalidRequest, $"A request has at most {AutodiscoverServer.MaximumBodyBytes} bytes.");

    public static AutodiscoverRefusal Unreadable { get; } =
        new(400, AutodiscoverErrorCode.InvalidRequest, "The body is not an Autodiscover request.");

    public static AutodiscoverRefusal NoAddress { get; } =
        new(400, AutodiscoverErrorCode.InvalidRequest, "The request names no EMailAddress.");

    public static AutodiscoverRefusal NoSchema { get; } =
        new(400, AutodiscoverErrorCode.InvalidRequest, "The request names no AcceptableResponseSchema.");

    public static AutodiscoverRefusal UnknownSchema { get; } =
        new(503, AutodiscoverErrorCode.NoProvider, "Provider is not available: the AcceptableResponseSchema is not known here.");

    /// <summary>Another account's address, or nobody's: the directory is not asked.</summary>
    public static AutodiscoverRefusal OtherAddress { get; } =
        new(500, AutodiscoverErrorCode.AddressNotFound, "The e-mail address is not one of the account that logged in.");

    /// <summary>The request names no host and <c>Carbonio__PublicUrl</c> is not set.</summary>
    public static AutodiscoverRefusal NoServerAddress { get; } =
        new(500, AutodiscoverErrorCode.ServerError, "The server does not know its own address.");

    public static AutodiscoverRefusal Failed { get; } =
        new(500, AutodiscoverErrorCode.ServerError, "The server failed on this request.");

    public static AutodiscoverRefusal Busy(TimeSpan retryAfter) =>
        new(503, AutodiscoverErrorCode.ServerError, "The server cannot answer now.") { RetryAfter = retryAfter };
}
