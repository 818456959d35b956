using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>One phone that reaches two servers.</summary>
/// <param name="Model">What it holds; its own requests go to A.</param>
/// <param name="OnA">It, as it reaches A.</param>
/// <param name="OnB">It, as it reaches B.</param>
public sealed record TwoWayPhone(PhoneModel Model, EasDevice OnA, EasDevice OnB)
{
    public string Inbox => Model.IdOf(EasFolderType.Inbox);

    public string Drafts => Model.IdOf(EasFolderType.Drafts);

    /// <summary>Syncs a collection on one of them until there is nothing more.</summary>
    public async Task SyncAllAsync(EasDevice on, string collection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = Model.Next(collection);
            var answer = await on.SyncAsync(new SyncRequest(asked), cancellationToken);
            Model.Apply(answer);
            if (answer.IsEmpty || (answer.Collections is [{ Status: 1, MoreAvailable: false }] && asked.SyncKey != "0"))
            {
                return;
            }
        }
    }
}
