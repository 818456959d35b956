namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>What a try means for one recipient.</summary>
public enum SendVerdict
{
    /// <summary>Delivered, or the relay has taken it over.</summary>
    Accepted,

    /// <summary>Refused for good: the sender is told.</summary>
    Refused,

    /// <summary>Not now: tried again.</summary>
    Deferred,

    /// <summary>Handed over, but what came of it was not said: tried again once.</summary>
    Lost,

    /// <summary>Not tried: there was more to do than one run may take.</summary>
    Untried,
}
