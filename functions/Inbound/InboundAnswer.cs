namespace Carbonio.Cloud.Functions.Inbound;

/// <summary>What became of a message that was handed in.</summary>
/// <param name="Ids">ServerIds of what was delivered, in the order of the recipients.</param>
/// <param name="Recipients">Each recipient.</param>
internal sealed record InboundAnswer(IReadOnlyList<string> Ids, IReadOnlyList<InboundRecipient> Recipients);
