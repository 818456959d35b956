namespace Carbonio.Cloud.Crash.Tests;

/// <summary>What a request that was sent is to do to one value, until the server says what became of it.</summary>
/// <param name="Done">The server says that it is done.</param>
/// <param name="Refused">The server says that it is not.</param>
/// <param name="GivenUp">It was not answered and will not be repeated.</param>
internal sealed record Effect(Action Done, Action Refused, Action GivenUp)
{
    /// <summary>This, and something else that is done when it is.</summary>
    public Effect Then(Action done) => this with { Done = Done + done };

    /// <summary>This and another by one command.</summary>
    public Effect And(Effect other) => new(Done + other.Done, Refused + other.Refused, GivenUp + other.GivenUp);

    /// <summary>A write to a register, which begins now.</summary>
    public static Effect Of<T>(Register<T> register, T value)
        where T : class
    {
        var write = register.Begin(value);
        return new(() => register.Done(write), () => register.Refused(write), () => register.GivenUp(write));
    }
}
