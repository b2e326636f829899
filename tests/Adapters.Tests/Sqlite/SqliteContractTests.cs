using TierFunctions.Adapters.Tests.Contracts;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Requests;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Sqlite;

public sealed class SqliteRunsTests : RunsContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IRuns Runs => new SqliteRuns(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteOutcomesTests : OutcomesContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IRuns Runs => new SqliteRuns(file.Database);

    internal override IOutcomes Outcomes => new SqliteOutcomes(file.Database);

    internal override INotices Notices => new SqliteNotices(file.Database);

    [Fact]
    public async Task NobodyLearnsThatNoChunkIsLeftWhileOneIs()
    {
        await KnowAsync(Some.Key());
        int[] order = [0, 3, 1];
        foreach (var number in order) Assert.False((await Outcomes.SaveAsync(Some.Chunk(number, 3, isLast: number == 3), CancellationToken.None)).MayBeLast);
        Assert.True((await Outcomes.SaveAsync(Some.Chunk(2, 3), CancellationToken.None)).MayBeLast);
    }

    [Fact]
    public async Task AStoreInTwoChunksFailsTheSecondAndLeavesNothingOfIt()
    {
        await KnowAsync(Some.Key());
        var saves = new[]
        {
            Outcomes.SaveAsync(Some.Chunk(0, [Some.Outcome("a")]), CancellationToken.None),
            Outcomes.SaveAsync(Some.Chunk(1, [Some.Outcome("0"), Some.Outcome("a")]), CancellationToken.None),
            Outcomes.SaveAsync(Some.Chunk(2, [Some.Outcome("b")]), CancellationToken.None),
        };
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => saves[1]);
        Assert.True((await saves[0]).First && (await saves[2]).First);
        Assert.Null(await Outcomes.FindAsync(Some.Key(), "0", CancellationToken.None));
        Assert.Equal([0, 2], (await Outcomes.FinishedAsync(Some.Key(), CancellationToken.None)).Keys);
    }

    [Fact]
    public async Task AChunkOfARunThatWasNeverAddedIsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Outcomes.SaveAsync(Some.Chunk(0, 1), CancellationToken.None));

    public void Dispose() => file.Dispose();
}

public sealed class SqliteRemindersTests : RemindersContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IRuns Runs => new SqliteRuns(file.Database);

    internal override IOutcomes Outcomes => new SqliteOutcomes(file.Database);

    internal override INotices Notices => new SqliteNotices(file.Database);

    internal override IDeliveries Deliveries => new SqliteDeliveries(file.Database);

    internal override IReminders Reminders => new SqliteReminders(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteRulingsTests : RulingsContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IRulings Rulings => new SqliteRulings(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteNoticesTests : NoticesContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IRuns Runs => new SqliteRuns(file.Database);

    internal override IOutcomes Outcomes => new SqliteOutcomes(file.Database);

    internal override INotices Notices => new SqliteNotices(file.Database);

    internal override IDeliveries Deliveries => new SqliteDeliveries(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteKeptChecksTests : KeptChecksContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IKeptChecks Checks => new SqliteKeptChecks(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteKeptAnswersTests : KeptAnswersContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IKeptAnswers Answers => new SqliteKeptAnswers(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteDeliveriesTests : DeliveriesContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IRuns Runs => new SqliteRuns(file.Database);

    internal override IOutcomes Outcomes => new SqliteOutcomes(file.Database);

    internal override INotices Notices => new SqliteNotices(file.Database);

    internal override IDeliveries Deliveries => new SqliteDeliveries(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteContactsTests : ContactsContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override IContacts Contacts => new SqliteContacts(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteCasesTests : CasesContract, IDisposable
{
    private readonly TemporaryDatabase file = new();

    internal override ICases Cases => new SqliteCases(file.Database);

    public void Dispose() => file.Dispose();
}

public sealed class SqliteDeadMessagesTests : DeadMessagesContract, IDisposable
{
    private readonly TemporaryDatabase file = new();
    private readonly ManualTimeProvider time = new();

    internal override IDeadMessages Dead => new SqliteDeadMessages(Queue, _ => null);

    private SqliteQueue Queue => new(file.Database, time, new QueueRules());

    public void Dispose() => file.Dispose();

    internal override async Task KillAsync(Message message, string reason, string description)
    {
        var name = QueueName.Of(message);
        await Queue.SendAsync(name, [new(message.Id, MessageCodec.Write(message))], CancellationToken.None);
        await Queue.DeadLetterAsync((await Queue.ReceiveAsync(name, 1, CancellationToken.None))[0], reason, description, CancellationToken.None);
    }

    internal override async Task<IReadOnlyList<Message>> DeliveredAsync(string queue) =>
        [.. (await Queue.ReceiveAsync(queue, 100, CancellationToken.None)).Select(message => MessageCodec.Read(message.Body))];
}
