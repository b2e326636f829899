using TierFunctions.Pages.Words.Site;

namespace TierFunctions.Pages.Documents;

/// <summary>Whoever reads a page: in which words, and where the same page is in the others.</summary>
public sealed record Reader(PageWords Words, IReadOnlyList<PageLanguage> Languages)
{
    /// <summary>Of a document that stands by itself, such as a report.</summary>
    public static Reader English { get; } = new(PageWords.English, []);
}

/// <param name="Tag">The BCP 47 tag.</param>
/// <param name="Name">What its speakers call it.</param>
/// <param name="Address">Where the page is in that language.</param>
public sealed record PageLanguage(string Tag, string Name, string Address);
