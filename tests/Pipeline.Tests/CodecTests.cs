using System.Text.Json;
using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests;

public sealed class CodecTests
{
    private static readonly RunKey Key = RunKey.Parse("gold-silver|2026-Q3|2");

    public static TheoryData<Message> Messages { get; } = new()
    {
        new Message.IngestRun("gold-silver|2026-Q3|2"),
        new Message.EvaluateChunk("gold-silver|2026|1", 7, 3),
        new Message.CompleteRun("o'b \"店\"|2026-07|1", 1),
    };

    [Fact]
    public void ARunIsReadBackAsItWasWritten()
    {
        var run = new Run
        {
            Key = Key,
            State = RunState.CompletedWithFailures,
            Version = 5,
            PolicyVersion = "3",
            PolicySha256 = "ab",
            Inputs = [new("m/a.csv", "1-2", 12, "cd"), new("m/b.csv", "3-4", 5_000_000_000)],
            Previous = RunKey.Parse("gold-silver|2026-Q2|1"),
            Supersedes = RunKey.Parse("gold-silver|2026-Q3|1"),
            Sources = [new("service-level", Market.Read("2026-07"), RunKey.Parse("service-level|2026-07|2")), new("service-level", Market.Read("2026-08"), null)],
            Reason = "a corrected \"blob\" <对>",
            GateOverride = "known",
            CreatedAt = new DateTimeOffset(2026, 10, 1, 2, 0, 0, 123, TimeSpan.FromHours(8)),
            CompletedAt = new DateTimeOffset(2026, 10, 1, 2, 5, 0, TimeSpan.Zero),
            Attempt = 2,
            Ingest = new IngestSummary
            {
                Inputs = [new("m/a.csv", 12, "cd", 10, 9, 1)],
                Read = 10,
                Accepted = 9,
                Quarantined = 1,
                QuarantinedBy = new Dictionary<string, long> { ["not_a_number"] = 1 },
                Findings = [new("row_count", "m/a.csv has 10 rows", Stops: true, CanBeOverridden: false)],
                UnusedColumns = ["notes"],
                SnapshotSha256 = "ef",
                BenchmarksSha256 = "01",
            },
            Summary = new RunSummary
            {
                Evaluated = 9,
                NotEvaluable = 1,
                Failed = 2,
                Absent = 1,
                NoticesOwed = 5,
                Tiers = [new("gold", 3), new("none", 6)],
                Movements = [new("held", 9)],
                Moves = [new("-", "gold", 3)],
                Industries = [new("toys", [3, 6])],
                Tests = [new("ip", "ip_points", 1, 2, 3, 4, 5)],
                Notices = new Dictionary<NoticeState, long> { [NoticeState.Pending] = 3, [NoticeState.DeadLettered] = 1 },
                OutcomesSha256 = "23",
            },
            Failure = "none",
        };
        var text = RunCodec.Write(run);
        var read = RunCodec.Read(text);
        Assert.Equal(text, RunCodec.Write(read));
        Assert.Equal(run with { Inputs = [], Sources = null, Ingest = null, Summary = null }, read with { Inputs = [], Sources = null, Ingest = null, Summary = null });
        Assert.Equal(run.Inputs, read.Inputs);
        Assert.Equal(run.Sources, read.Sources);
        Assert.Equivalent(run.Ingest, read.Ingest, strict: true);
        Assert.Equivalent(run.Summary, read.Summary, strict: true);
        Assert.Equal(run.CreatedAt.Offset, read.CreatedAt.Offset);
    }

    [Fact]
    public void ARunWithoutAKeyIsNotRead() => Assert.Throws<JsonException>(() => RunCodec.Read("{\"state\":\"Created\"}"));

    [Theory]
    [MemberData(nameof(Messages))]
    public void AMessageIsReadBackAsItWasWritten(Message message) => Assert.Equal(message, MessageCodec.Read(MessageCodec.Write(message)));

    [Fact]
    public void AMessageNamesItsKind() => Assert.Equal(
        """{"type":"EvaluateChunk","run":"gold-silver|2026-Q3|1","chunk":7,"generation":0}""",
        MessageCodec.Write(new Message.EvaluateChunk("gold-silver|2026-Q3|1", 7)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"run":"a|2026|1"}""")]
    [InlineData("""{"type":"DropRun","run":"a|2026|1"}""")]
    [InlineData("""{"type":"IngestRun"}""")]
    [InlineData("""{"type":"IngestRun","run":null}""")]
    [InlineData("""{"type":"IngestRun","run":"a|2026"}""")]
    [InlineData("""{"type":"IngestRun","run":"a|2026|1","version":2}""")]
    [InlineData("""{"type":"IngestRun","run":"a|2026|1","run":"b|2026|1"}""")]
    [InlineData("""{"type":"EvaluateChunk","run":"a|2026|1"}""")]
    [InlineData("""{"type":"EvaluateChunk","run":"a|2026|1","chunk":"7"}""")]
    [InlineData("""{"type":"IngestRun","run":"a|2026|1"} {}""")]
    public void AnythingElseIsRefusedAsMalformed(string text) => Assert.Throws<MalformedMessageException>(() => MessageCodec.Read(text));

    [Fact]
    public void AChunkSummaryIsReadBackAsItWasWritten()
    {
        var summary = ChunkSummary.Empty(3, 2);
        summary.Statuses[1] = 4;
        summary.Moves[11] = 5_000_000_000;
        summary.Verdicts[7] = 6;
        summary.Decided[1] = 7;
        summary.Notices = 8;
        summary.Industries.Add("b", [1, 2, 3]);
        summary.Industries.Add("A \"店\"", [4, 5, 6]);
        summary.Industries.Add("_", [7, 8, 9]);
        summary.Hash.Add("a line"u8);
        summary.Revised = Revisions.RevisionSums.Read(JsonElement.Parse("""{"stores":3,"up":1,"down":2,"moves":{"gold":{"none":2,"silver":1}},"entitlements":{"window":[1,2,3]}}"""));

        var text = ChunkSummaryCodec.Write(summary);
        var read = ChunkSummaryCodec.Read(text);
        Assert.Equal(text, ChunkSummaryCodec.Write(read));
        Assert.Equal(summary.Hash.ToSha256(), read.Hash.ToSha256());
        Assert.Equal(["A \"店\"", "_", "b"], read.Industries.Keys);
        Assert.Equal(summary.Moves, read.Moves);

        // And it can be added to, in the same order.
        read.Add(summary);
        Assert.Equal([2, 4, 6], read.Industries["b"]);
        Assert.Contains("""{"stores":6,"up":2,"down":4,"moves":{"gold":{"none":4,"silver":2}},"entitlements":{"window":[2,4,6]}}""", ChunkSummaryCodec.Write(read), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"statuses":[1.5],"moves":[],"industries":{},"verdicts":[],"decided":[],"notices":0,"hash":""}""")]
    [InlineData("""{"statuses":[],"moves":[],"industries":{},"verdicts":[],"decided":[],"notices":0,"hash":"x"}""")]
    public void AnythingElseIsNoChunkSummary(string text) => Assert.Throws<JsonException>(() => ChunkSummaryCodec.Read(text));
}
