using TierFunctions.Adapters.Tests.Contracts;
using TierFunctions.Azure.Tables;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Requests;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tests.Tables;

[Collection(Azurite.Name)]
public sealed class TableRunsTests(Azurite azurite) : RunsContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRuns Runs => new TableRuns(account.Tables);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableOutcomesTests(Azurite azurite) : OutcomesContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRuns Runs => new TableRuns(account.Tables);

    internal override IOutcomes Outcomes => new TableOutcomes(account.Tables, Account.OneBucket);

    internal override INotices Notices => new TableNotices(account.Tables, Account.OneBucket);

    // A page holds 1,000 rows.
    protected override int StoresOfALongChunk => 250;

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableRemindersTests(Azurite azurite) : RemindersContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRuns Runs => new TableRuns(account.Tables);

    internal override IOutcomes Outcomes => new TableOutcomes(account.Tables, Account.OneBucket);

    internal override INotices Notices => new TableNotices(account.Tables, Account.OneBucket);

    internal override IDeliveries Deliveries => new TableDeliveries(account.Tables, Account.OneBucket);

    internal override IReminders Reminders => new TableReminders(account.Tables, Account.OneBucket);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableRulingsTests(Azurite azurite) : RulingsContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRulings Rulings => new TableRulings(account.Tables);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableNoticesTests(Azurite azurite) : NoticesContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRuns Runs => new TableRuns(account.Tables);

    internal override IOutcomes Outcomes => new TableOutcomes(account.Tables, Account.OneBucket);

    internal override INotices Notices => new TableNotices(account.Tables, Account.OneBucket);

    internal override IDeliveries Deliveries => new TableDeliveries(account.Tables, Account.OneBucket);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableKeptChecksTests(Azurite azurite) : KeptChecksContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IKeptChecks Checks => new TableKeptChecks(account.Tables);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableKeptAnswersTests(Azurite azurite) : KeptAnswersContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IKeptAnswers Answers => new TableKeptAnswers(account.Tables);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableDeliveriesTests(Azurite azurite) : DeliveriesContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IRuns Runs => new TableRuns(account.Tables);

    internal override IOutcomes Outcomes => new TableOutcomes(account.Tables, Account.OneBucket);

    internal override INotices Notices => new TableNotices(account.Tables, Account.OneBucket);

    internal override IDeliveries Deliveries => new TableDeliveries(account.Tables, Account.OneBucket);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableContactsTests(Azurite azurite) : ContactsContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override IContacts Contacts => new TableContacts(account.Tables);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}

[Collection(Azurite.Name)]
public sealed class TableCasesTests(Azurite azurite) : CasesContract, IAsyncLifetime
{
    private Account account = null!;   // made before each test

    internal override ICases Cases => new TableCases(account.Tables);

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;
}
