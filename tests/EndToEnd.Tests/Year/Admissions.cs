using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>What account managers and operators do with the good sellers' cases: a store that is to be silver is let in, one that is to be gold is outstanding.</summary>
internal sealed class Admissions(Marketplace marketplace)
{
    private const string Programme = "china-good-sellers";
    private const char Gold = 'G';

    private static readonly string[] Strengths = ["company", "operations", "professionalism"];
    private static readonly string[] Papers = ["commitment", "authentication", "licence", "payment-account"];
    private static readonly CaseWorker Ana = new("Ana", [CaseRole.AccountManager, CaseRole.Operator]);

    /// <summary>The work of one month: in January everybody's case, later on the cases of stores that have become outstanding.</summary>
    public async Task WorkAsync(int month)
    {
        foreach (var (store, letters) in Cast.GoodSellers)
        {
            var key = new CaseKey(Programme, store, FormattableString.Invariant($"{Rows.Year}-01-10"));
            if (month == 1) await AdmitAsync(key);
            if (letters[month - 1] == Gold && !letters[..(month - 1)].Contains(Gold, StringComparison.Ordinal)) await FindOutstandingAsync(key);
        }
    }

    private async Task AdmitAsync(CaseKey key)
    {
        await marketplace.WorkAsync(new CaseWork.Open(key, Ana, "A brand that came by itself"));
        await marketplace.WorkAsync(new CaseWork.Assign(key, "Ana", Ana, null));
        await MoveAsync(key, "contacted", "email");
        await MoveAsync(key, "materials");
        foreach (var paper in Papers) await marketplace.WorkAsync(new CaseWork.Receive(key, paper, Ana, null));
        await MoveAsync(key, "review");
        await ScoreAsync(key, 79);
        await MoveAsync(key, "admitted");
    }

    private async Task FindOutstandingAsync(CaseKey key)
    {
        await ScoreAsync(key, 80);
        await MoveAsync(key, "outstanding");
    }

    private async Task ScoreAsync(CaseKey key, decimal score)
    {
        foreach (var strength in Strengths) await marketplace.WorkAsync(new CaseWork.Score(key, strength, score, Ana, null));
    }

    private Task MoveAsync(CaseKey key, string to, string? way = null) => marketplace.WorkAsync(new CaseWork.Move(key, to, way, Ana, null));
}
