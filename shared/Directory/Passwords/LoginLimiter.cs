namespace Carbonio.Cloud.Directory;

/// <summary>
/// Slows down guessing, for each (account, client address): 10 failures within 10 minutes are free, then one attempt is let
/// through after 1 s, the next after 2 s, doubling to 30 s, until 10 minutes passed with fewer. A success forgets it all.
/// An attempt under way counts as a failure until it ends, so sending many at once gains nothing. In memory, bounded.
/// </summary>
internal sealed class LoginLimiter(TimeProvider time, int capacity)
{
    public const int FreeFailures = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly GenerationalCache<(string Account, string Client), Attempts> entries = new(capacity);

    /// <summary>Lets an attempt through, or says how long to wait.</summary>
    public bool TryBegin(string account, string client, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        var now = time.GetTimestamp();
        var attempts = entries.GetOrAdd((account, client), static _ => new());
        lock (attempts)
        {
            var failures = attempts.FailuresSince(now, time);
            if (failures + attempts.UnderWay < FreeFailures)
            {
                attempts.Delays = 0;
                attempts.LastBegun = now;
                attempts.UnderWay++;
                return true;
            }

            // Past the free ones the first attempt is delayed too: its wait begins with the last failure.
            var delay = Delay(attempts.Delays);
            var waited = time.GetElapsedTime(attempts.LastBegun, now);
            if (waited < delay)
            {
                retryAfter = delay - waited;
                return false;
            }

            attempts.LastBegun = now;
            attempts.Delays++;
            attempts.UnderWay++;
            return true;
        }
    }

    /// <summary>The attempt failed by its password.</summary>
    public void Failed(string account, string client)
    {
        var attempts = entries.GetOrAdd((account, client), static _ => new());
        lock (attempts)
        {
            attempts.End();
            attempts.Add(time.GetTimestamp());
        }
    }

    /// <summary>The attempt ended without saying anything about the password.</summary>
    public void Abandoned(string account, string client)
    {
        if (entries.TryGet((account, client), out var attempts))
        {
            lock (attempts)
            {
                attempts.End();
            }
        }
    }

    /// <summary>The password was right.</summary>
    public void Succeeded(string account, string client) => entries.Remove((account, client));

    private static TimeSpan Delay(int delays) =>
        delays >= 5 ? LongestDelay : TimeSpan.FromSeconds(1 << delays);

    private sealed class Attempts
    {
        private readonly long[] failures = new long[FreeFailures];
        private int count;
        private int next;

        public int UnderWay { get; set; }

        public int Delays { get; set; }

        public long LastBegun { get; set; }

        // The entry may be younger than the attempt: others were forgotten meanwhile.
        public void End() => UnderWay = Math.Max(0, UnderWay - 1);

        public void Add(long now)
        {
            failures[next] = now;
            next = (next + 1) % FreeFailures;
            count = Math.Min(count + 1, FreeFailures);
            LastBegun = Math.Max(LastBegun, now);
        }

        public int FailuresSince(long now, TimeProvider time)
        {
            var recent = 0;
            for (var i = 0; i < count; i++)
            {
                recent += time.GetElapsedTime(failures[i], now) < Window ? 1 : 0;
            }

            return recent;
        }
    }
}
