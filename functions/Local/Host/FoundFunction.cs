using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace TierFunctions.Local.Host;

/// <summary>A function as its attributes describe it: a public method of a class, with one trigger among its parameters.</summary>
internal sealed record FoundFunction(string Name, MethodInfo Method, Trigger Trigger)
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <summary>The functions of an assembly by name. One that this host could not call is a mistake that is said at once, not when it is needed.</summary>
    /// <param name="setting">The value of a setting; null where there is none.</param>
    public static IReadOnlyList<FoundFunction> In(Assembly assembly, Func<string, string?> setting)
    {
        var found = assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Select(method => (Method: method, Name: method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(function => function.Name is not null)
            .Select(function => new FoundFunction(function.Name!, function.Method, TriggerOf(function.Name!, function.Method, setting)))   // not null: asked above
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        if (found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two functions are called {twice.Key}.");
        return found;
    }

    private static Trigger TriggerOf(string function, MethodInfo method, Func<string, string?> setting)
    {
        var triggers = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()).Select(attribute => attribute switch
        {
            HttpTriggerAttribute http => new Trigger.Http(
                http.Methods is { Length: > 0 } methods ? methods : throw Wrong(function, "its HTTP trigger names no method"), http.Route ?? "api/" + function, http.AuthLevel),
            TimerTriggerAttribute timer => TimerOf(function, Resolve(function, timer.Schedule, setting)),
            ServiceBusTriggerAttribute bus => new Trigger.Queue(Resolve(function, bus.QueueName ?? throw Wrong(function, "its trigger names no queue"), setting)),
            _ => (Trigger?)null,
        }).OfType<Trigger>().ToList();
        return triggers.Count == 1 ? triggers[0] : throw Wrong(function, $"it has {triggers.Count} triggers; expected one");
    }

    private static Trigger.Timer TimerOf(string function, string schedule) =>
        CrontabSchedule.TryParse(schedule, WithSeconds) is { } parsed
            ? new Trigger.Timer(schedule, parsed)
            : throw Wrong(function, $"'{schedule}' is not a schedule: expected six fields, second to day of the week, as in '0 0 2 * * *'");

    /// <summary>Puts the setting in the place of <c>%name%</c>.</summary>
    private static string Resolve(string function, string text, Func<string, string?> setting)
    {
        if (text is not ['%', .. var name, '%']) return text;
        return setting(name) is { Length: > 0 } value ? value : throw Wrong(function, $"there is no setting {name}");
    }

    private static InvalidOperationException Wrong(string function, string what) => new($"Function {function}: {what}.");
}
