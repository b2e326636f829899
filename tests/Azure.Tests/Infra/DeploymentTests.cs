using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tables;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Worker;

namespace TierFunctions.Azure.Tests.Infra;

/// <summary>The deployment and the code agree: whatever the functions use is declared, and nothing is declared that they do not use.</summary>
public sealed partial class DeploymentTests
{
    [Fact]
    public void TheQueuesAreThoseOfThePipelineUnderTheirSettings()
    {
        var bus = Infrastructure.Module("service-bus");
        Assert.Equal(
            QueueName.All.Select(queue => (queue, AppSetting(Settings.OfQueue(queue)))).Order(),
            bus.Objects("queues").Select(queue => (bus.TextOf(queue["name"]!), bus.TextOf(queue["setting"]!))).Order());
        Assert.Equal("queue.name", Written(bus.Of("declared").Value.Block()["name"]!));
    }

    [Fact]
    public void TheTablesAndContainersAreThoseOfTheAdapters()
    {
        var storage = Infrastructure.Module("data-storage");
        Assert.Equal(Constants(typeof(TierTables)).Order(), ((Expression.List)storage.Of("tableNames").Value).Items.Select(storage.TextOf).Order());
        Assert.Equal(
            Constants(typeof(TierContainers)).Order(),
            Infrastructure.Resources("containers").Where(found => found.File.EndsWith("data-storage.bicep", StringComparison.Ordinal)).Select(found => storage.TextOf(found.Resource.Value.Block()["name"]!)).Order());
    }

    [Fact]
    public void TheAppSettingsAreThoseThatTheWorkerAndItsTriggersRead()
    {
        // What the Functions host reads itself: its storage, its telemetry, and the identity of a connection.
        string[] host =
        [
            "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
            "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ServiceBus__credential",
        ];
        // A connection string is for the emulator; deployed, addresses and identities take its place.
        string[] connectionStrings = [Settings.ServiceBus, WorkerSettings.Storage];
        var app = Infrastructure.Module("function-app");
        var queues = Infrastructure.Module("service-bus").Objects("queues").Select(queue => Infrastructure.Module("service-bus").TextOf(queue["setting"]!));
        Assert.Equal(
            host.Concat(Constants(typeof(Settings)).Concat(Constants(typeof(WorkerSettings))).Except(connectionStrings).Select(AppSetting)).Order(),
            app.Of("app").Value.All().OfType<Expression.Object>().SelectMany(value => value.Nested).Of("settings").Value.Block()["properties"]!
                .All().OfType<Expression.Object>().SelectMany(value => value.Properties).Select(property => property.Name).Concat(queues).Order());
    }

    [Fact]
    public void TheDefaultsAreThoseOfTheCode()
    {
        var main = Infrastructure.Files[Infrastructure.Main];
        Assert.Equal(Settings.Defaults[Settings.AssessEndedPeriodsSchedule], main.TextOf(main.Of("assessEndedPeriodsSchedule").Value));
        Assert.Equal(Settings.Defaults[Settings.SweepSchedule], main.TextOf(main.Of("sweepSchedule").Value));
        Assert.Equal(Settings.Defaults[Settings.RequestsPerSecond], main.TextOf(main.Of("requestsPerSecond").Value));
        Assert.Equal(Settings.Defaults[Settings.SendNoticesSchedule], main.TextOf(main.Of("sendNoticesSchedule").Value));
        Assert.Equal(Settings.Defaults[Settings.RemindStoresSchedule], main.TextOf(main.Of("remindStoresSchedule").Value));
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "local.settings.sample.json")));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());
        Assert.All(Settings.Defaults, setting => Assert.Equal(setting.Value, values[setting.Key]));
        Assert.Empty(values.Keys.Except(Settings.Defaults.Keys).Except([Settings.ServiceBus, WorkerSettings.Storage, "AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"]));
    }

    [Fact]
    public void WhoeverDoesSomethingHasTheLeastRoleForIt() => Assert.Equal(
        [
            "data-storage metrics: worker blobDataReader 2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
            "data-storage runs: worker blobDataContributor ba92f5b4-2d11-453d-a403-e96b0029c9fe",
            "data-storage account: worker tableDataContributor 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
            "host-storage account: worker blobDataOwner b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
            "host-storage account: worker tableDataContributor 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
            "key-vault vault: worker secretsUser 4633458b-17de-408a-b874-0445c86b69e6",
            "monitoring insights: worker metricsPublisher 3913510d-42f4-4e42-8a64-420c390055eb",
            "service-bus declared: receiver dataReceiver 4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
            "service-bus declared: sender dataSender 69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
        ],
        Infrastructure.Resources("Microsoft.Authorization/roleAssignments").Select(found =>
        {
            var file = Infrastructure.Files[found.File];
            var body = found.Resource.Value.Block();
            var properties = (Expression.Object)body["properties"]!;
            var role = (Expression.Member)((Expression.Call)properties["roleDefinitionId"]!).Arguments[1];
            var scope = body["scope"]! switch { Expression.Item item => item.Of, var whole => whole };
            return $"{Path.GetFileNameWithoutExtension(found.File)} {Written(scope).Split('.')[^1]}: {Written(properties["principalId"]!).Replace("PrincipalId", "", StringComparison.Ordinal)} {role.Property} {file.TextOf(role)}";
        }).Order(StringComparer.Ordinal).OrderBy(line => line.Split(' ')[0], StringComparer.Ordinal).ThenBy(line => Array.IndexOf(["metrics:", "runs:"], line.Split(' ')[1]) switch { -1 => 2, var place => place }));

    [Fact]
    public void NothingIsReachedByAKey()
    {
        Assert.All(Infrastructure.Resources("Microsoft.Storage/storageAccounts"), found =>
        {
            Assert.Equal("false", Property(found.Resource, "allowSharedKeyAccess"));
            Assert.Equal("false", Property(found.Resource, "allowBlobPublicAccess"));
        });
        Assert.All(Infrastructure.Resources("containers"), found => Assert.Equal("None", Property(found.Resource, "publicAccess")));
        Assert.Equal("true", Property(Assert.Single(Infrastructure.Resources("Microsoft.ServiceBus/namespaces")).Resource, "disableLocalAuth"));
        Assert.Equal("true", Property(Assert.Single(Infrastructure.Resources("Microsoft.Insights/components")).Resource, "DisableLocalAuth"));
        Assert.Equal("true", Property(Assert.Single(Infrastructure.Resources("Microsoft.KeyVault/vaults")).Resource, "enableRbacAuthorization"));
    }

    [Fact]
    public void ALockIsRenewedForAsLongAsAFunctionMayTake()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "host.json")));
        var bus = host.RootElement.GetProperty("extensions").GetProperty("serviceBus");
        Assert.Equal(host.RootElement.GetProperty("functionTimeout").GetString(), bus.GetProperty("maxAutoLockRenewalDuration").GetString());
        Assert.True(bus.GetProperty("autoCompleteMessages").GetBoolean());
        Assert.Equal(0, bus.GetProperty("prefetchCount").GetInt32());   // a prefetched message's lock runs, and nobody renews it
        var queue = Assert.Single(Infrastructure.Resources("Microsoft.ServiceBus/namespaces/queues")).Resource;
        Assert.Equal(("PT5M", "true", "10"), (Property(queue, "lockDuration"), Property(queue, "requiresDuplicateDetection"), Property(queue, "maxDeliveryCount")));
    }

    [Fact]
    public void AlertsAndTheWorkbookAskForWhatIsLogged()
    {
        var functions = typeof(Settings).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToHashSet();
        string[] events = [Delivery.PeriodWaits, Delivery.RunStandsStill, Hooks.ConfiguredHooks.KeyRefused];
        var alerts = Infrastructure.Module("alerts");
        var workbook = JsonDocument.Parse(File.ReadAllText(Path.Join(Infrastructure.Folder, "modules", "workbook.json"))).RootElement.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("content")).Where(content => content.TryGetProperty("query", out _)).Select(content => content.GetProperty("query").GetString()!);
        var queries = alerts.Objects("questions").Select(question => alerts.TextOf(question["query"]!)).Concat(workbook).ToList();
        Assert.Equal(9, queries.Count);
        foreach (var query in queries)
        {
            Assert.All(Event().Matches(query), match => Assert.Contains(match.Groups[1].Value, events));
            Assert.All(Names().Matches(query).SelectMany(match => Quoted().Matches(match.Value)), match => Assert.Contains(match.Groups[1].Value, functions));
        }
        Assert.All(events, logged => Assert.Contains(queries, query => query.Contains(logged, StringComparison.Ordinal)));
    }

    [Fact]
    public void TheServiceThatIsDeployedIsTheWorker()
    {
        var azd = File.ReadAllText(Path.Join(AppContext.BaseDirectory, "azure.yaml"));
        var tag = (Expression.Object)((Expression.Call)Infrastructure.Module("function-app").Of("app").Value.Block()["tags"]!).Arguments[1];
        Assert.Contains($"\n  {Infrastructure.Module("function-app").TextOf(tag["azd-service-name"]!)}:\n    project: functions/Worker\n", azd, StringComparison.Ordinal);
    }

    private static string AppSetting(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);   // names, all of them

    private static string Property(Declaration resource, string name) => resource.Value.All().OfType<Expression.Object>()
        .SelectMany(value => value.Properties).Where(property => property.Name == name).Select(property => Infrastructure.TextOf([], property.Value)).Single();

    private static string Written(Expression value) => value switch
    {
        Expression.Name name => name.Symbol,
        Expression.Member member => $"{Written(member.Of)}.{member.Property}",
        _ => throw new FormatException($"{value} is no name."),
    };

    [GeneratedRegex("Message startswith \"([^\"]*)\"")]
    private static partial Regex Event();

    [GeneratedRegex("Name (?:==|in) (?:\"[^\"]*\"|\\([^)]*\\))")]
    private static partial Regex Names();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();
}
