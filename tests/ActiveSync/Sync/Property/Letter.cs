namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>A letter of Alice's that phones send, or try to: known by its subject, which no other has.</summary>
/// <param name="subject">The subject.</param>
/// <param name="toAlice">She gets it herself.</param>
/// <param name="toBob">Bob gets it. Neither of them: it names nobody, and can't be sent.</param>
internal sealed class Letter(string subject, bool toAlice, bool toBob)
{
    public string Subject { get; } = subject;

    public bool ToAlice { get; } = toAlice;

    public bool ToBob { get; } = toBob;

    /// <summary>A copy is wanted in Sent Items; of drafts there always is one.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>How often a phone was told that it was sent. Of a draft on two phones only one may be.</summary>
    public int Told { get; set; }

    /// <summary>A phone did several things with the draft in one request, and the answer does not say which of them failed.</summary>
    public bool IsUnclear { get; set; }

    /// <summary>The mail that it answers or forwards; null for none.</summary>
    public long? Original { get; init; }
}
