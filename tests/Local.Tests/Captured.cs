using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TierFunctions.Local.Tests;

/// <summary>All that a host writes into logs and traces: messages, fields, exceptions whole, scopes; names, tags and events.</summary>
internal sealed class Captured : ILoggerProvider, ISupportExternalScope
{
    private readonly ActivityListener listener;
    private IExternalScopeProvider? scopes;

    private Captured() => listener = new ActivityListener
    {
        ShouldListenTo = _ => true,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity => Traces.Enqueue(TextOf(activity)),
    };

    public ConcurrentQueue<string> Logs { get; } = [];

    public ConcurrentQueue<string> Traces { get; } = [];

    public static Captured From(IServiceProvider services)
    {
        var captured = new Captured();
        services.GetRequiredService<ILoggerFactory>().AddProvider(captured);
        ActivitySource.AddActivityListener(captured.listener);
        return captured;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() => listener.Dispose();

    private static string TextOf(Activity activity) => string.Join(' ', activity.TagObjects.Concat(activity.Events.SelectMany(one => one.Tags)).Select(tag => $"{tag.Key}={tag.Value}")
        .Concat(activity.Baggage.Select(one => $"{one.Key}={one.Value}")).Prepend($"{activity.Source.Name}/{activity.OperationName}/{activity.DisplayName}/{activity.StatusDescription}"));

    private sealed class Logger(Captured captured, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => captured.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new List<string?>();
            captured.scopes?.ForEachScope((one, texts) => texts.Add(one?.ToString()), scope);
            var fields = (state as IEnumerable<KeyValuePair<string, object?>>)?.Select(field => $"{field.Key}={field.Value}") ?? [];
            captured.Logs.Enqueue($"{logLevel} {category} {formatter(state, exception)} {string.Join(' ', fields)} {exception} {string.Join(' ', scope)}");
        }
    }
}
