using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace TierFunctions.Local.Host;

/// <summary>What calls a function. Settings stand in the place of their names already.</summary>
internal abstract record Trigger
{
    private Trigger()
    {
    }

    /// <param name="Route">From the root of the site, without a slash in front: <c>api/runs/{run}</c>.</param>
    public sealed record Http(IReadOnlyList<string> Methods, string Route, AuthorizationLevel Level) : Trigger
    {
        public override string ToString() => $"{string.Join(',', Methods.Select(method => method.ToUpperInvariant()))} /{Route} ({Level.ToString().ToLowerInvariant()})";
    }

    /// <param name="Text">The schedule as it is written: second, minute, hour, day, month, day of the week, in UTC.</param>
    public sealed record Timer(string Text, CrontabSchedule Schedule) : Trigger
    {
        public override string ToString() => $"timer {Text}";
    }

    public sealed record Queue(string Name) : Trigger
    {
        public override string ToString() => $"queue {Name}";
    }
}
