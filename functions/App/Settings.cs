namespace TierFunctions.App;

/// <summary>The settings that triggers name, with what they are unless a deployment says otherwise. A host puts the setting in place of <c>%name%</c>.</summary>
public static class Settings
{
    public const string RunsQueue = "Queues:Runs";
    public const string EvaluationsQueue = "Queues:Evaluations";
    public const string CompletionsQueue = "Queues:Completions";
    public const string NoticesQueue = "Queues:Notices";
    public const string AssessEndedPeriodsSchedule = "Schedules:AssessEndedPeriods";
    public const string SweepSchedule = "Schedules:Sweep";
    public const string SendNoticesSchedule = "Schedules:SendNotices";
    public const string RemindStoresSchedule = "Schedules:RemindStores";

    /// <summary>"true" where the platform in front signs people in and sets their header itself (Easy Auth).</summary>
    public const string TrustIdentity = "Identity:TrustHeaders";

    /// <summary>Where the platform in front signs people in; a page sends those there who are not. None if left out.</summary>
    public const string SignIn = "Identity:SignIn";

    /// <summary>The keys that sign merchants' links, a secret: <c>name:base64</c>, parted by blanks, the one that signs first.</summary>
    public const string LinkKeys = "Links:Keys";

    /// <summary>How many requests a second one caller may send to one instance.</summary>
    public const string RequestsPerSecond = "RateLimit:PerSecond";

    /// <summary>The connection to the queues: <c>ServiceBus__fullyQualifiedNamespace</c>, by identity.</summary>
    public const string ServiceBus = "ServiceBus";

    /// <summary>Schedules are in UTC: second, minute, hour, day, month, day of the week.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        [RunsQueue] = Pipeline.Messages.QueueName.Runs,
        [EvaluationsQueue] = Pipeline.Messages.QueueName.Evaluations,
        [CompletionsQueue] = Pipeline.Messages.QueueName.Completions,
        [NoticesQueue] = Pipeline.Messages.QueueName.Notices,
        // Daily: a quarter is then assessed on its first day, or on the day after its last metrics arrived.
        [AssessEndedPeriodsSchedule] = "0 0 2 * * *",
        [SweepSchedule] = "0 */5 * * * *",
        [SendNoticesSchedule] = "30 */10 * * * *",
        // Once within the same day of every zone from the Pacific coast of America to China.
        [RemindStoresSchedule] = "0 10 16 * * *",
        [TrustIdentity] = "false",
        [RequestsPerSecond] = "200",
    };

    /// <summary>The same as configuration takes it.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> InitialData => Defaults.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));

    /// <summary>The setting that names a queue, by the name that the pipeline has for it.</summary>
    public static string OfQueue(string queue) => Defaults.First(setting => setting.Value == queue && setting.Key.StartsWith("Queues:", StringComparison.Ordinal)).Key;
}
