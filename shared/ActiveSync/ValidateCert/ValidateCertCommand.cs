using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ValidateCert;

/// <summary>Answers ValidateCert: what is wrong with each certificate. At the least that its issuer is not trusted, for no issuer is.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.22 ValidateCert.</remarks>
public sealed class ValidateCertCommand(TimeProvider time) : IEasCommand
{
    /// <summary>Most certificates of one request.</summary>
    /// <remarks>[MS-ASCMD] 3.1.5.12 Limiting Size of Command Requests.</remarks>
    public const int MaximumCertificates = 100;

    /// <summary>Longest certificate that is looked at, in bytes of DER.</summary>
    public const int MaximumCertificateBytes = 64 * 1024;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.ValidateCert;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Task.FromResult(Answer(context));
    }

    private EasAnswer Answer(EasContext context)
    {
        var body = context.Body.Bytes.Span;
        if (body.IsEmpty)
        {
            return CommonAnswer.Of(context.Request, CommonStatus.InvalidContent);
        }

        var reader = new WbxmlReader(body);
        var isValidate = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == ValidateCertPage.ValidateCert;
        var certificates = isValidate ? ReadCertificates(ref reader) : null;
        if (reader.IsBroken() || !isValidate)
        {
            return CommonAnswer.Of(context.Request, reader.Error is null ? CommonStatus.InvalidXML : CommonStatus.InvalidWBXML);
        }

        return EasAnswer.Wbxml(writer =>
        {
            writer.Start(ValidateCertPage.ValidateCert);
            writer.Element(ValidateCertPage.Status, (int)(certificates is null ? ValidateCertStatus.ProtocolError : ValidateCertStatus.Success));
            foreach (var status in certificates ?? [])
            {
                writer.Start(ValidateCertPage.Certificate);
                writer.Element(ValidateCertPage.Status, (int)status);
                writer.End();
            }

            writer.End();
        });
    }

    // The chain and CheckCRL change nothing for who is not trusted.
    private List<ValidateCertStatus>? ReadCertificates(ref WbxmlReader reader)
    {
        var statuses = new List<ValidateCertStatus>();
        var lists = 0;
        var root = reader.Depth;
        while (reader.ReadChild(root))
        {
            if (reader.Tag != ValidateCertPage.Certificates)
            {
                continue;
            }

            lists++;
            var list = reader.Depth;
            while (reader.ReadChild(list))
            {
                if (reader.Tag != ValidateCertPage.Certificate || statuses.Count == MaximumCertificates)
                {
                    return null;
                }

                statuses.Add(StatusOf(reader.ReadContent()));
            }
        }

        return lists == 1 && statuses.Count > 0 ? statuses : null;
    }

    private ValidateCertStatus StatusOf(ReadOnlySpan<byte> base64)
    {
        if (base64.Length > Base64.GetMaxEncodedToUtf8Length(MaximumCertificateBytes))
        {
            return ValidateCertStatus.InvalidSignature;
        }

        var der = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (Base64.DecodeFromUtf8(base64, der, out _, out var length) != System.Buffers.OperationStatus.Done)
        {
            return ValidateCertStatus.InvalidSignature;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.AsSpan(0, length));
            var now = time.GetUtcNow();
            return now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime()
                ? ValidateCertStatus.NotInItsTime
                : ValidateCertStatus.UntrustedSource;
        }
        catch (CryptographicException)
        {
            return ValidateCertStatus.InvalidSignature;
        }
    }
}
