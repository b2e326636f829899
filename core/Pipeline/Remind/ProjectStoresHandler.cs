using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>Asks where all stores of a programme would stand if the open period were judged now.</summary>
/// <param name="Places">Where today's metric blobs are; null for where the period's own are dropped.</param>
/// <param name="Remind">Whether stores at risk are owed the notices that the policy says.</param>
public sealed record ProjectStores(string Programme, IReadOnlyList<string>? Places = null, bool Remind = false);

/// <summary>
/// Judges every store that holds a tier by its readings so far. No outcome is kept and no tier moves; where it is asked for, a store
/// that would lose its tier is owed the policy's notices of that, once in a period however often somebody asks; what waits to be sent to
/// one that is out of danger is taken back.
/// </summary>
public sealed class ProjectStoresHandler(
    IOutcomes outcomes, IInputs inputs, IReminders reminders, Withdrawals withdrawals, OpenPeriods periods, PipelineOptions options, TimeProvider time)
{
    // Nothing commits with a chunk, so that it may be as long as is good to read.
    private const int StoresPerChunk = 4096;

    /// <summary>Null where the programme has no completed run.</summary>
    public async Task<StoresProjection?> HandleAsync(ProjectStores asked, CancellationToken cancellationToken)
    {
        if (await periods.OfAsync(asked.Programme, cancellationToken) is not { } open) return null;
        IReadOnlyList<FoundInput> found;
        try
        {
            found = await inputs.ListAsync(asked.Places ?? [open.Place], cancellationToken);
        }
        catch (InputNotFoundException missing) when (asked.Places is null)
        {
            return new StoresProjection.Impossible(open.Latest.Key, open.Period, $"no readings of {open.Period} have arrived: {missing.Message}");
        }
        var spread = options with { Spread = options.Spread with { StoresPerChunk = StoresPerChunk } };
        await using var readings = await ReadingsSoFar.ReadAsync(open.Plan.Plan, inputs, found, open.Latest.Ingest?.Accepted, spread, cancellationToken);
        // Inputs that no run would judge anybody by alarm nobody either.
        return readings.Objection is { } objection
            ? new StoresProjection.Impossible(open.Latest.Key, open.Period, objection)
            : await JudgeAsync(open, readings, asked.Remind, cancellationToken);
    }

    private async Task<StoresProjection> JudgeAsync(OpenPeriod open, ReadingsSoFar readings, bool remind, CancellationToken cancellationToken)
    {
        var told = remind ? await ToldAsync(open, cancellationToken) : [];
        var watched = told.Keys.ToHashSet(StringComparer.Ordinal);
        var sums = new ProjectionSums(readings.Read, readings.Accepted, readings.Quarantined);
        var atRisk = new List<StoreAtRisk>();
        var collecting = new Lock();
        var at = time.GetUtcNow();
        await Parallel.ForEachAsync(readings.Chunks, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken }, async (chunk, token) =>
        {
            var held = await outcomes.OfChunkAsync(open.Latest.Key, chunk, token);
            var projection = new ChunkProjection(open, await SourceOutcomes.ReadAsync(outcomes, open.Plan.Sources, open.Earlier, chunk, token), watched);
            projection.Judge(readings.LinesOf(chunk), held);
            var notices = remind ? NoticesFor(open, projection.AtRisk, at).ToList() : [];
            var owed = notices.Count == 0 ? 0 : await reminders.AddAsync(notices[0].Run, notices, token);
            foreach (var notice in notices)
            {
                if (told.GetValueOrDefault(notice.Store)?.Find(one => one.Key == notice.Key) is { } before && await withdrawals.OweAgainAsync(before, notice.Occasion!, token)) owed++; // made with one
            }
            var withdrawn = 0;
            foreach (var notice in projection.OutOfDanger.SelectMany(store => told[store]))
            {
                if (await withdrawals.WithdrawAsync(notice, Withdrawals.NoLongerAtRisk, token)) withdrawn++;
            }
            lock (collecting)
            {
                sums += projection.Sums with { Owed = owed, Told = notices.Count - owed, Withdrawn = withdrawn };
                atRisk.AddRange(projection.AtRisk.Select(one => one.Store));
            }
        });
        if (sums.Holders != sums.Safe + sums.AtRisk + sums.Unknown + sums.Absent)
            throw new InvalidOperationException($"{open.Plan.Run}: {sums.Holders} stores hold a tier, but {sums.Safe} are safe, {sums.AtRisk} at risk, {sums.Unknown} unknown and {sums.Absent} absent.");
        return new StoresProjection.Judged(open.Latest.Key, open.Period, sums, [.. atRisk.OrderBy(one => one.Store, StringComparer.Ordinal)]);
    }

    /// <summary>What waits, or was taken back, by store; what waits for a period that is over ends here.</summary>
    private async Task<Dictionary<string, List<Notice>>> ToldAsync(OpenPeriod open, CancellationToken cancellationToken)
    {
        var told = new Dictionary<string, List<Notice>>(StringComparer.Ordinal);
        foreach (var key in await withdrawals.KeysAsync(open.Plan.Policy.Programme, cancellationToken))
        {
            await foreach (var notice in withdrawals.OpenAsync(key, NoticeTrigger.AtRisk, cancellationToken))
            {
                if (key.Period == open.Period) (told.TryGetValue(notice.Store, out var known) ? known : told[notice.Store] = []).Add(notice);
                else if (key.Period < open.Period) await withdrawals.WithdrawAsync(notice, Withdrawals.TooLate, cancellationToken);
            }
        }
        return told;
    }

    private static IEnumerable<Notice> NoticesFor(OpenPeriod open, IReadOnlyList<(StoreAtRisk Store, string Line)> atRisk, DateTimeOffset at)
    {
        var key = RunKey.OfReminders(open.Plan.Policy.Programme, open.Period);
        var ruled = open.Plan.Rulings.IsEmpty ? null : RulingCodec.Write(open.Plan.Rulings);
        return
            from one in atRisk
            let said = open.Plan.CaseOf(Encoding.ASCII.GetBytes(one.Store.Store))
            let occasion = new Occasion
            {
                By = open.Latest.Key, At = at, Readings = one.Line, Rulings = ruled, Case = said is null ? null : Encoding.UTF8.GetString(CaseResultsCodec.Write([said])),
                Sources = open.Plan.Sources.Count == 0 ? null : open.Plan.Sources,
            }
            from rule in open.Plan.Policy.Notices
            where rule.On is NoticeTrigger.AtRisk && rule.IsAbout(open.Plan.Policy.TierOrOtherwise(one.Store.Projected))
            select new Notice(key, one.Store.Store, rule.Channel, rule.Text, Words.Write(rule.On), NoticeState.Pending) { Occasion = occasion };
    }
}
