using System.Globalization;

namespace TierFunctions.Local.Sample;

/// <summary>One line of a sample file. It can be made too short or too long, which is the point of some of them.</summary>
internal sealed class Row
{
    public List<string> Fields { get; } = [.. Columns.Names.Select(_ => "")];

    public string this[string column]
    {
        get => Fields[Columns.PlaceOf(column)];
        set => Fields[Columns.PlaceOf(column)] = value;
    }

    public void Put(string column, long count) => this[column] = count.ToString(CultureInfo.InvariantCulture);

    public void Put(string column, bool flag) => this[column] = flag ? "yes" : "no";

    /// <summary>A number with as many decimals as given, halves rounded upwards.</summary>
    public void Put(string column, double number, int decimals)
    {
        var units = 1;
        for (var i = 0; i < decimals; i++) units *= 10;
        // From here on in whole units: formatting a double could round the last place otherwise.
        var whole = (long)Math.Floor(number * units + 0.5);
        this[column] = ((decimal)whole / units).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
