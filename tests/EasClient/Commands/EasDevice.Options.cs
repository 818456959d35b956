using System.Net;

namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Asks which versions and commands the server has.</summary>
    /// <remarks>[MS-ASHTTP] 2.2.3 HTTP OPTIONS Request.</remarks>
    /// <exception cref="EasHttpException">HTTP status other than 200.</exception>
    public async Task<OptionsAnswer> OptionsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(Settings.Server, EndPoint));
        var response = await ExchangeAsync(request, cancellationToken);
        if (response.Status != HttpStatusCode.OK)
        {
            throw new EasHttpException("OPTIONS", response);
        }

        return new OptionsAnswer(ListOf(response, "MS-ASProtocolVersions"), ListOf(response, "MS-ASProtocolCommands"), response);
    }

    private static string[] ListOf(EasResponse response, string header) =>
        response.Header(header) is { } list
            ? list.Split(',', StringSplitOptions.TrimEntries)
            : throw new EasViolationException($"OPTIONS without {header}.");
}
