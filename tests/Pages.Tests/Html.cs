using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TierFunctions.Pages.Tests;

/// <summary>Pages are HTML that is also XML once its void elements are closed; that lets a strict parser check them.</summary>
internal static partial class Html
{
    public static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(VoidElements().Replace(html, "<$1$2/>")), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    [GeneratedRegex("<(meta|br|hr)([^>]*?)/?>")]
    private static partial Regex VoidElements();
}
