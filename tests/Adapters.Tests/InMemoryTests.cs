using TierFunctions.Adapters.Tests.Contracts;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Tests.InMemory;

namespace TierFunctions.Adapters.Tests;

public sealed class InMemoryRunsTests : RunsContract
{
    internal override IRuns Runs { get; } = new InMemoryRuns();
}

public sealed class InMemoryOutcomesTests : OutcomesContract
{
    private readonly InMemoryOutcomes outcomes = new();

    internal override IRuns Runs { get; } = new InMemoryRuns();

    internal override IOutcomes Outcomes => outcomes;

    internal override INotices Notices => outcomes;
}

public sealed class InMemoryNoticesTests : NoticesContract
{
    private readonly InMemoryOutcomes outcomes = new();

    internal override IRuns Runs { get; } = new InMemoryRuns();

    internal override IOutcomes Outcomes => outcomes;

    internal override INotices Notices => outcomes;

    internal override IDeliveries Deliveries => outcomes;
}

public sealed class InMemoryDeliveriesTests : DeliveriesContract
{
    private readonly InMemoryOutcomes outcomes = new();

    internal override IRuns Runs { get; } = new InMemoryRuns();

    internal override IOutcomes Outcomes => outcomes;

    internal override INotices Notices => outcomes;

    internal override IDeliveries Deliveries => outcomes;
}

public sealed class InMemoryRemindersTests : RemindersContract
{
    private readonly InMemoryOutcomes outcomes = new();

    internal override IRuns Runs { get; } = new InMemoryRuns();

    internal override IOutcomes Outcomes => outcomes;

    internal override INotices Notices => outcomes;

    internal override IDeliveries Deliveries => outcomes;

    internal override IReminders Reminders => outcomes;
}

public sealed class InMemoryRulingsTests : RulingsContract
{
    internal override IRulings Rulings { get; } = new InMemoryRulings();
}

public sealed class InMemoryRunFilesTests : RunFilesContract
{
    internal override IRunFiles Files { get; } = new InMemoryRunFiles();
}

public sealed class InMemoryContactsTests : ContactsContract
{
    internal override IContacts Contacts { get; } = new InMemoryContacts();
}

public sealed class InMemoryCasesTests : CasesContract
{
    internal override ICases Cases { get; } = new InMemoryCases();
}

public sealed class InMemoryDeadMessagesTests : DeadMessagesContract
{
    private readonly InMemoryDeadMessages dead = new();

    internal override IDeadMessages Dead => dead;

    internal override Task KillAsync(Message message, string reason, string description)
    {
        dead.Kill(QueueName.Of(message), message.Id, MessageCodec.Write(message), reason, description);
        return Task.CompletedTask;
    }

    internal override Task<IReadOnlyList<Message>> DeliveredAsync(string queue) =>
        Task.FromResult<IReadOnlyList<Message>>([.. dead.PutBack.Where(message => message.Queue == queue).Select(message => MessageCodec.Read(message.Body))]);
}
