using Microsoft.Extensions.Configuration;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Hooks.Sms;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Tests;
using TierFunctions.Pipeline.Tests.InMemory;

namespace TierFunctions.Hooks.Tests.Delivery;

/// <summary>The delivery of a run's notices on in-memory ports, under a clock that moves when nothing else is left to do.</summary>
internal sealed class Post
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    /// <summary>No price is known of any destination.</summary>
    public static SmsPrices Unpriced { get; } = new(new ConfigurationBuilder().Build());

    /// <summary>How often the timer asks what is due.</summary>
    private static readonly TimeSpan Asking = TimeSpan.FromMinutes(30);

    /// <summary>What falls due within this time is delivered together.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private readonly Market market;
    private readonly PriorityQueue<Message.DeliverNotice, DateTimeOffset> queue = new();
    private RunKey? run;

    /// <param name="market">The marketplace of medals if left out.</param>
    public Post(Market? market = null)
    {
        this.market = market ?? new Market();
        Deliveries = new CountedDeliveries(this.market.Outcomes);
    }

    public ManualTimeProvider Time => market.Time;

    public Market Market => market;

    public InMemoryContacts Contacts { get; } = new();

    public CountedDeliveries Deliveries { get; }

    public DeliveryRules Rules { get; init; } = new();

    public IHooks? Hooks { get; set; }

    public ILetters Letters { get; set; } = new ShortLetters();

    /// <summary>The run whose notices are delivered.</summary>
    public RunKey Run => run ?? throw new InvalidOperationException("Nothing has been assessed.");

    /// <summary>How many deliveries were begun.</summary>
    public long Handled { get; private set; }

    /// <summary>Assesses a marketplace of a few stores; promoted and demoted ones are owed notices.</summary>
    public async Task AssessAsync(string csv = "store_id,name,industry,sales,orders,late,held\nS1,One,toys,100,10,0,none\nS2,Two,toys,50,10,0,silver\nS3,Three,toys,90,10,0,none\n")
    {
        market.Inputs.Put($"{Market.Folder}/stores.csv", csv);
        run = (await market.RunAsync()).Key;
    }

    /// <summary>Assesses whatever a test likes.</summary>
    public async Task AssessAsync(Func<Market, Task<Run>> assess) => run = (await assess(market)).Key;

    /// <summary>Owes notices besides those that were earned.</summary>
    public async Task OweAsync(IReadOnlyList<Notice> notices)
    {
        await market.Outcomes.SaveAsync(new ChunkResult(Run, new Chunk(1_000_000, 0, null, null, 0, 0, 0), ["none"], [], notices, ChunkSummary.Empty(1, 0)), Ever);
        await market.Outcomes.ReleaseAsync(Run, Ever);
    }

    /// <summary>Delivers until nothing is pending, or until a time (what has no hook stays pending for ever): what is due at once by several, then whatever falls due next.</summary>
    /// <param name="lose">Whether a message is lost instead of handled, as when a process is killed.</param>
    public async Task DeliverAsync(DateTimeOffset? until = null, Func<Message.DeliverNotice, bool>? lose = null, int atOnce = 4)
    {
        var asked = DateTimeOffset.MinValue;
        while (true)
        {
            if (asked + Asking <= Time.GetUtcNow())
            {
                await foreach (var page in Sender().DueAsync(Run, Ever)) Queue(page);
                asked = Time.GetUtcNow();
            }
            var due = new List<Message.DeliverNotice>();
            while (queue.TryPeek(out var next, out var at) && at <= Time.GetUtcNow())
            {
                queue.Dequeue();
                if (lose?.Invoke(next) is not true) due.Add(next);
            }
            var sent = new System.Collections.Concurrent.ConcurrentBag<Message>();
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (message, token) =>
            {
                foreach (var answer in await Handler().HandleAsync(message, token)) sent.Add(answer);
            });
            Handled += due.Count;
            Queue([.. sent]);
            if (due.Count > 0) continue;
            if (queue.Count == 0 && (await CountAsync()).GetValueOrDefault(NoticeState.Pending) == 0) return;
            // What a dead process held falls due by itself, without a message.
            var step = queue.TryPeek(out _, out var following) && following < asked + Asking ? following + Step : asked + Asking;
            if (until < step) return;
            Time.Set(step);
        }
    }

    public async Task<IReadOnlyDictionary<NoticeState, long>> CountAsync() => await market.Outcomes.CountAsync(Run, Ever);

    public async Task<Notice> FindAsync(string store, string channel, string text) =>
        await market.Outcomes.FindAsync(new NoticeKey(Run, store, channel, text), Ever) ?? throw new InvalidOperationException($"{store} is owed no {text} by {channel}.");

    public DeliverNoticeHandler Handler() => new(Deliveries, Contacts, Plans, new Together(market.Outcomes, Contacts, Plans, Owing, Rules), Letters, Hooks!, Rules, Time); // set by the test

    public RunPlans Plans => plans ??= new RunPlans(market.Runs, market.Policies, market.Files);

    private RunPlans? plans;

    public Owing Owing => owing ??= new Owing(market.Runs, market.Outcomes, Rules, Time);

    private Owing? owing;

    private SendNoticesHandler Sender() => new(Owing, Deliveries, Hooks!, Rules, Time); // set by the test

    private void Queue(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages.Cast<Message.DeliverNotice>()) queue.Enqueue(message, message.NotBefore ?? DateTimeOffset.MinValue);
    }
}
