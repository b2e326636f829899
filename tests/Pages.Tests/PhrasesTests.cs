using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Tests;

public sealed class PhrasesTests
{
    private static readonly Policy policy = new MadeUpRun().Policy;

    public static TheoryData<string, int, string> Sentences { get; } = new()
    {
        { "transaction-scale", 0, "at or above the 90th percentile of its industry; where Industry is jewellery: at or above the 85th percentile of its industry" },
        { "transaction-scale", 1, "above the mean of its industry" },
        { "dispute-rate", 0, "at or below the 10th percentile of its industry; or Disputes in 90 days of at most 2" },
        { "im-response", 1, "above the mean of its industry; given Orders in 90 days of at least 20, otherwise not considered" },
        { "store-type", 0, "not ordinary" },
        { "capability", 0, "high_potential or higher" },
        { "investment-work-chat", 0, "yes" },
        { "investment-traffic", 1, "above USD\u00A00" },
        { "industry-listed-goods", 0, "at least 100; asked only where Industry is jewellery" },
    };

    [Theory, MemberData(nameof(Sentences))]
    public void ATestIsSaidInWords(string id, int tier, string sentence) =>
        Assert.Equal(sentence, new Phrases(policy).AskedBy(policy.Tiers[tier].Requires.Tests.First(test => test.Id == id)));
}
