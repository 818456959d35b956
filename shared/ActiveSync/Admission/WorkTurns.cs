namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>
/// Bounds how many requests are worked on at once. Beyond that they wait in the order in which they came, not too many and not
/// too long. Who waits for something that is no work of this machine, such as new mail, gives the turn back meanwhile.
/// </summary>
public sealed class WorkTurns(WorkLimits limits, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly LinkedList<TaskCompletionSource> arriving = new();
    private readonly LinkedList<TaskCompletionSource> returning = new();
    private int running;
    private bool returningIsNext;

    /// <summary>Requests that have a turn.</summary>
    public int Running
    {
        get
        {
            lock (gate)
            {
                return running;
            }
        }
    }

    /// <summary>Requests that wait for one.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return arriving.Count + returning.Count;
            }
        }
    }

    /// <summary>Takes a turn if one is free. This is all that a request pays on a machine that keeps up.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            // While one is free nobody waits: Leave hands it on.
            if (running >= limits.AtOnce)
            {
                return false;
            }

            running++;
            return true;
        }
    }

    /// <summary>Takes a turn, or waits for one.</summary>
    /// <exception cref="OperationCanceledException">The device hung up. It has no turn.</exception>
    public async Task<WorkEntry> EnterAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            if (running < limits.AtOnce)
            {
                running++;
                return WorkEntry.Entered;
            }

            if (arriving.Count >= limits.Waiting)
            {
                return WorkEntry.QueueFull;
            }

            place = arriving.AddLast(NewPlace());
        }

        try
        {
            await place.Value.Task.WaitAsync(limits.Patience, time, cancellationToken);
            return WorkEntry.Entered;
        }
        catch (TimeoutException)
        {
            // Its turn may have come at the same moment.
            return TryGiveUp(place) ? WorkEntry.WaitedTooLong : WorkEntry.Entered;
        }
        catch (OperationCanceledException)
        {
            if (!TryGiveUp(place))
            {
                Leave();
            }

            throw;
        }
    }

    /// <summary>Gives the turn back, to the next who waits.</summary>
    public void Leave()
    {
        TaskCompletionSource? next = null;
        lock (gate)
        {
            running--;
            if (running < limits.AtOnce && TakeNext() is { } taken)
            {
                running++;
                next = taken;
            }
        }

        next?.SetResult();
    }

    /// <summary>
    /// Waits for something without a turn, and takes one again: never refused, but in line behind those who returned before.
    /// What is there already costs nothing.
    /// </summary>
    /// <remarks>The caller has a turn before and afterwards, also when this throws: an error is on its way out, and does not wait for it.</remarks>
    public ValueTask<T> AwayAsync<T>(ValueTask<T> awaited, CancellationToken cancellationToken) =>
        awaited.IsCompleted ? awaited : new(LeaveAndReturnAsync(awaited, cancellationToken));

    private async Task<T> LeaveAndReturnAsync<T>(ValueTask<T> awaited, CancellationToken cancellationToken)
    {
        Leave();
        T result;
        try
        {
            result = await awaited;
        }
        catch
        {
            EnterRegardless();
            throw;
        }

        await ReturnAsync(cancellationToken);
        return result;
    }

    private async Task ReturnAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            if (running < limits.AtOnce)
            {
                running++;
                return;
            }

            place = returning.AddLast(NewPlace());
        }

        try
        {
            await place.Value.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            if (TryGiveUp(place))
            {
                EnterRegardless();
            }

            throw;
        }
    }

    private void EnterRegardless()
    {
        lock (gate)
        {
            running++;
        }
    }

    private bool TryGiveUp(LinkedListNode<TaskCompletionSource> place)
    {
        lock (gate)
        {
            if (place.List is not { } line)
            {
                return false;
            }

            line.Remove(place);
            return true;
        }
    }

    // One of each line in turn: neither can a storm of wakings keep new requests out, nor they it.
    private TaskCompletionSource? TakeNext()
    {
        var line = arriving.Count == 0 || (returningIsNext && returning.Count > 0) ? returning : arriving;
        if (line.First is not { } first)
        {
            return null;
        }

        returningIsNext = line == arriving;
        line.RemoveFirst();
        return first.Value;
    }

    private static TaskCompletionSource NewPlace() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
