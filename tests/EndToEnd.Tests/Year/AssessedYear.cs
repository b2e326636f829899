using TierFunctions.Pipeline.Runs;

namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>2027 of the sample marketplace: twelve months, four quarters and the year, as they end; what operators rule, and two quarters opened again.</summary>
public sealed class AssessedYear : IAsyncLifetime
{
    private static readonly string[] Monthly = ["service-level", "china-good-sellers", "pop-tier", "managed-tier", "refund-rate-warning", "starters", "seasons"];

    private Marketplace? marketplace;

    internal Marketplace Marketplace => marketplace ?? throw new InvalidOperationException("The year has not begun.");

    public async Task InitializeAsync()
    {
        marketplace = await Marketplace.OpenAsync();
        for (var month = 1; month <= 12; month++)
        {
            foreach (var programme in Monthly) Marketplace.Drop(programme, FormattableString.Invariant($"{Rows.Year}-{month:D2}"), Rows.Of(programme, month));
            if (month % 3 == 0) Marketplace.Drop("gold-silver", FormattableString.Invariant($"{Rows.Year}-Q{month / 3}"), Rows.Of("gold-silver", month));
            if (month == 12) Marketplace.Drop("annual-fee-refund", FormattableString.Invariant($"{Rows.Year}"), Rows.Of("annual-fee-refund", month));
            Marketplace.Now = new DateTimeOffset(Rows.Year, month, 10, 12, 0, 0, TimeSpan.Zero);
            await new Admissions(Marketplace).WorkAsync(month);
            await RuleAsync(month);
            await Marketplace.AssessAsync(new DateTimeOffset(Rows.Year, month, 1, 12, 0, 0, TimeSpan.Zero).AddMonths(1).AddDays(2));
            await ReviseAsync(month);
        }
    }

    public async Task DisposeAsync()
    {
        if (marketplace is not null) await marketplace.DisposeAsync();
    }

    /// <summary>The run of a period that is in force.</summary>
    internal async Task<Run> InForceAsync(string programme, string period) =>
        (await Marketplace.RunsAsync()).Last(run => run.Key.Programme == programme && run.Key.Period.ToString() == period);

    /// <summary>What operators record before a month is assessed.</summary>
    private async Task RuleAsync(int month)
    {
        switch (month)
        {
            case 6:
                await Marketplace.RecordAsync("decisions", "{ id: bar-1, programme: gold-silver, store: Barred-by-operator, shuts: [gold], by: Ana, reason: Another violation, from: 2027-07-01, until: 2027-10-01 }");
                break;
            case 8:
                await Marketplace.RecordAsync("decisions", "{ id: back-1, programme: china-good-sellers, store: Readmitted, readmits: yes, by: Ana, reason: The finding was ours and wrong, from: 2027-09-02 }");
                break;
            case 9:
                await Marketplace.RecordAsync("decisions", "{ id: keep-1, programme: gold-silver, store: Kept-by-operator, tier: silver, by: Ana, reason: Flagship, from: 2027-10-01, until: 2028-01-01 }");
                await Marketplace.RecordAsync("exemptions", "{ id: port, reason: Goods stuck in port, timeZone: Asia/Shanghai, from: 2027-08-01, until: 2027-09-01, programmes: [gold-silver], stores: [Stuck-in-port], recomputes: { dsr_logistics: { value: 4.8 } } }");
                break;
        }
    }

    /// <summary>What opens a closed quarter again: a corrected blob in August, an exemption told late in November.</summary>
    private async Task ReviseAsync(int month)
    {
        switch (month)
        {
            case 7:
                Marketplace.Drop("gold-silver", "2027-Q2", Rows.Corrected());
                await Marketplace.ReviseAsync("gold-silver", "2027-Q2", "Sales were reported without those of one shop front");
                break;
            case 10:
                await Marketplace.RecordAsync("exemptions", "{ id: strike, reason: Strike in the ports of Spain, timeZone: Europe/Madrid, from: 2027-08-10, until: 2027-08-20, programmes: [gold-silver], where: { country: [ES] }, lifts: [dsr-logistics] }");
                await Marketplace.ReviseAsync("gold-silver", "2027-Q3", "A strike told late");
                break;
        }
    }
}
