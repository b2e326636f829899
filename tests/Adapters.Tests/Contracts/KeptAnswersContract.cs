using TierFunctions.Pipeline.Requests;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class KeptAnswersContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly KeptAnswer Asked = new("abcdef", "what was sent", Now);

    internal abstract IKeptAnswers Answers { get; }

    [Fact]
    public async Task WhatIsBegunIsBegunOnce()
    {
        Assert.Null(await BeginAsync(Asked));
        Assert.Equal(Asked, await BeginAsync(Asked with { Fingerprint = "something else", BegunAt = Now.AddSeconds(1) }));
        Assert.Null(await BeginAsync(Asked with { Id = "abcdeg" }));
    }

    [Fact]
    public async Task OfManyAtOnceOneBegins()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => BeginAsync(Asked with { BegunAt = Now.AddTicks(i) })));
        Assert.Single(begun, found => found is null);
    }

    [Fact]
    public async Task TheAnswerIsKeptWhole()
    {
        var answer = $"{{\"a\":\"O'Brien – 对 🛒 {new string('x', 100_000)}\"}}";
        await BeginAsync(Asked);
        await Answers.EndAsync(Asked with { Answer = answer }, Ever);
        Assert.Equal(Asked with { Answer = answer }, await BeginAsync(Asked with { BegunAt = Now.AddHours(1) }));
    }

    [Fact]
    public async Task WhatIsGivenUpIsBegunAnew()
    {
        await BeginAsync(Asked);
        await Answers.GiveUpAsync(Asked, Ever);
        Assert.Null(await BeginAsync(Asked));
    }

    [Fact]
    public async Task WhatDiedOnTheWayIsBegunAnewAndTheDeadChangesNothing()
    {
        await BeginAsync(Asked);
        var later = Asked with { BegunAt = Now.AddMinutes(6) };
        Assert.Null(await BeginAsync(later));
        await Answers.EndAsync(Asked with { Answer = "of the dead" }, Ever);
        await Answers.GiveUpAsync(Asked, Ever);
        Assert.Equal(later, await BeginAsync(later with { BegunAt = Now.AddMinutes(7) }));
        await Answers.EndAsync(later with { Answer = "of the living" }, Ever);
        Assert.Equal("of the living", (await BeginAsync(later with { BegunAt = Now.AddHours(2) }))?.Answer);
    }

    [Fact]
    public async Task AnAnswerIsForgottenInTime()
    {
        await BeginAsync(Asked);
        await Answers.EndAsync(Asked with { Answer = "yesterday's" }, Ever);
        Assert.Null(await BeginAsync(Asked with { BegunAt = Now.AddHours(25) }));
    }

    private Task<KeptAnswer?> BeginAsync(KeptAnswer asked) => Answers.BeginAsync(asked, asked.BegunAt.AddMinutes(-5), asked.BegunAt.AddDays(-1), Ever);
}
