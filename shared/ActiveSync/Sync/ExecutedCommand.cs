using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>A command that was carried out, so that repeating it has no second effect.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Id">Its ClientId, or its ServerId.</param>
/// <param name="Hash">Hash of its bytes: a command is the same only if its data are.</param>
/// <param name="Status">How it ended.</param>
/// <param name="ServerId">What an Add was given; null otherwise.</param>
public sealed record ExecutedCommand(CommandKind Kind, string Id, ulong Hash, SyncStatus Status, string? ServerId)
{
    /// <summary>What the device is told of a draft; null for anything else.</summary>
    public DraftResult? Draft { get; init; }

    /// <summary>Whether <paramref name="command"/> is this one again.</summary>
    public bool Is(SyncItemCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Kind == Kind && command.Id == Id && command.Hash == Hash;
    }

    internal static byte[] Pack(IReadOnlyList<ExecutedCommand> commands)
    {
        var all = new FieldWriter();
        foreach (var command in commands)
        {
            var one = new FieldWriter();
            one.Integer(1, (byte)command.Kind);
            one.Text(2, command.Id);
            one.Integer(3, (long)command.Hash);
            one.Integer(4, (byte)command.Status);
            one.Text(5, command.ServerId);
            if (command.Draft is { } draft)
            {
                one.Bytes(6, draft.Pack());
            }

            all.Bytes(1, one.ToArray());
        }

        return all.ToArray();
    }

    internal static IReadOnlyList<ExecutedCommand> Unpack(ReadOnlySpan<byte> packed)
    {
        var commands = new List<ExecutedCommand>();
        var all = new FieldReader(packed);
        while (all.Read())
        {
            var one = new FieldReader(all.Value);
            var command = new ExecutedCommand(CommandKind.Add, "", 0, SyncStatus.Success, null);
            while (one.Read())
            {
                command = one.Tag switch
                {
                    1 => command with { Kind = (CommandKind)one.Integer },
                    2 => command with { Id = one.Text },
                    3 => command with { Hash = (ulong)one.Integer },
                    4 => command with { Status = (SyncStatus)one.Integer },
                    5 => command with { ServerId = one.Text },
                    6 => command with { Draft = DraftResult.Unpack(one.Value) },
                    _ => command,
                };
            }

            commands.Add(command);
        }

        return commands;
    }
}
