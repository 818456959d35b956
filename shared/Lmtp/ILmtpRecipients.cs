namespace Carbonio.Cloud.Lmtp;

/// <summary>Who takes mail here.</summary>
public interface ILmtpRecipients
{
    /// <summary>Looks for the recipient of an address. Does not throw but when cancelled.</summary>
    /// <param name="address">The address of a RCPT command, without brackets, source route and quotes; not yet checked further.</param>
    /// <param name="cancellationToken">The session is given up.</param>
    Task<LmtpLookup> FindAsync(string address, CancellationToken cancellationToken);
}
