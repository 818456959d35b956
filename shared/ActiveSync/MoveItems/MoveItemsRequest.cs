using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>A request, read to its end.</summary>
/// <remarks>[MS-ASCMD] 6.27 MoveItems Request Schema.</remarks>
/// <param name="Moves">The moves, in the order sent.</param>
public sealed record MoveItemsRequest(IReadOnlyList<ItemMove> Moves)
{
    /// <summary>Most moves of one request.</summary>
    /// <remarks>[MS-ASCMD] 3.1.5.12 Limiting Size of Command Requests.</remarks>
    public const int MaximumMoves = 1000;

    /// <summary>Reads a request.</summary>
    /// <param name="body">The WBXML.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>Null for a document that is none of this command, or that asks for too much.</returns>
    public static MoveItemsRequest? Read(ReadOnlySpan<byte> body, out CommonStatus error)
    {
        error = CommonStatus.InvalidContent;
        if (body.IsEmpty)
        {
            return null;
        }

        var moves = new List<ItemMove>();
        var reader = new WbxmlReader(body);
        var isValid = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == MovePage.MoveItems;
        if (isValid)
        {
            var root = reader.Depth;
            while (isValid && reader.ReadChild(root))
            {
                if (reader.Tag == MovePage.Move && ReadMove(ref reader) is { } move)
                {
                    moves.Add(move);
                }
                else
                {
                    isValid = false;
                }

                isValid &= moves.Count <= MaximumMoves;
            }
        }

        error = reader.IsBroken() ? CommonStatus.InvalidWBXML : CommonStatus.InvalidXML;
        return isValid && error == CommonStatus.InvalidXML && moves.Count > 0 ? new(moves) : null;
    }

    private static ItemMove? ReadMove(ref WbxmlReader reader)
    {
        var items = new List<string>();
        var sources = new List<string>();
        var destinations = new List<string>();
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            var into = reader.Tag switch
            {
                MovePage.SrcMsgId => items,
                MovePage.SrcFldId => sources,
                MovePage.DstFldId => destinations,
                _ => null,
            };
            into?.Add(reader.ReadText());
        }

        return items is [var item] && sources is [var source] && destinations.Count > 0
            ? new(item, source, destinations is [var destination] ? destination : null)
            : null;
    }
}
