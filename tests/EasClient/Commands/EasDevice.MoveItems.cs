namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Moves items between folders.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.12 MoveItems.</remarks>
    /// <exception cref="EasViolationException">Not one answer for each move, or a success without a new id.</exception>
    public async Task<MoveAnswer> MoveItemsAsync(IReadOnlyList<ItemMove> moves, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            "MoveItems",
            WbxmlNode.Of("Move:MoveItems", moves.Select(move => WbxmlNode.Of(
                "Move:Move",
                WbxmlNode.Of("Move:SrcMsgId", move.SrcMsgId),
                WbxmlNode.Of("Move:SrcFldId", move.SrcFldId),
                WbxmlNode.Of("Move:DstFldId", move.DstFldId)))),
            cancellationToken);
        var status = answer.Document.NumberOf("Move:Status");
        var moved = answer.Document.FindAll("Move:Response")
            .Select(one => new MovedItem(one.TextOf("Move:SrcMsgId")!, one.NumberOf("Move:Status") ?? 0, one.TextOf("Move:DstMsgId")))
            .ToList();
        if (status is null && !moved.Select(one => one.SrcMsgId).SequenceEqual(moves.Select(move => move.SrcMsgId)))
        {
            throw new EasViolationException($"The answers are not those of the moves:\n{answer.Document}");
        }

        return moved.All(one => (one.Status == 3) == (one.DstMsgId is { Length: > 0 and <= 64 }))
            ? new MoveAnswer(status, moved, answer)
            : throw new EasViolationException($"A new id that should not be there, or lacks:\n{answer.Document}");
    }
}
