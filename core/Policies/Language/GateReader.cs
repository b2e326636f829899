using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>When inputs look wrong: <c>{ quarantined: { warn: 1 %, stop: 5 % }, rowsChange: { warn: 20 %, stop: 50 % }, mostMoved: 10 % }</c>.</summary>
internal static class GateReader
{
    public static Gate Read(Cursor? cursor)
    {
        var usual = new Gate();
        if (cursor?.Block(PolicyForms.Gate) is not { } fields) return usual;
        var quarantined = Read(fields.Find("quarantined"), PolicyForms.Quarantined, usual.QuarantinedWarn, usual.QuarantinedStop, 1);
        var change = Read(fields.Find("rowsChange"), PolicyForms.RowsChange, usual.RowsChangeWarn, usual.RowsChangeStop, PolicyForms.MostChange);
        var moved = fields.Find("mostMoved")?.Number("a share", 0, 1) ?? usual.MostMoved;
        fields.RefuseOthers();
        return new Gate(quarantined.Warn, quarantined.Stop, change.Warn, change.Stop, moved);
    }

    private static (decimal Warn, decimal Stop) Read(Cursor? cursor, Form form, decimal warn, decimal stop, decimal most)
    {
        if (cursor?.Block(form) is not { } fields) return (warn, stop);
        warn = fields.Find("warn")?.Number("a share", 0, most) ?? warn;
        stop = fields.Find("stop")?.Number("a share", 0, most) ?? stop;
        fields.RefuseOthers();
        if (warn > stop) cursor.Mistake("a warning above the stop", "a warning at or below it");
        return (warn, stop);
    }
}
