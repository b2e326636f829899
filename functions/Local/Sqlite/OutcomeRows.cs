using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>
/// A chunk's outcomes on their way into the table. SQLite reads the texts where they lie: the memory they are slices of is pinned
/// until the rows are in, and neither strings nor copies are made. Many rows go in with one statement, which halves the time.
/// </summary>
internal sealed unsafe partial class OutcomeRows : IDisposable
{
    private const int RowsAtOnce = 128;
    private const int ValuesPerRow = 11;   // and the run, which is the same for all

    private static readonly string InsertMany = Insert(RowsAtOnce);
    private static readonly string InsertOne = Insert(1);
    private static readonly byte[][] Statuses = [.. Words.All<Status>().Select(Pinned)];

    private readonly SqliteWriter writer;
    private readonly byte[][] ladder;
    private readonly Dictionary<int, byte[]> days = [];
    private readonly Dictionary<byte[], GCHandle> pins = new(ReferenceEqualityComparer.Instance);
    private readonly List<byte[]> kept = [];
    private readonly sqlite3_stmt many;
    private readonly sqlite3_stmt one;

    // By parameter, the text that it is bound to: most rows have the tier of the row before, and nothing where that has nothing.
    private readonly nint[] boundMany = new nint[RowsAtOnce * ValuesPerRow + 2];
    private readonly nint[] boundOne = new nint[ValuesPerRow + 2];

    // The array that the texts of the latest row lay in, and where it is: seldom another for the next row.
    private byte[]? latest;
    private byte* address;

    public OutcomeRows(SqliteWriter writer, long run, IReadOnlyList<string> ladder)
    {
        this.writer = writer;
        this.ladder = [.. ladder.Select(Pinned)];
        many = writer.Statement(InsertMany);
        one = writer.Statement(InsertOne);
        raw.sqlite3_bind_int64(many, 1, run);
        raw.sqlite3_bind_int64(one, 1, run);
    }

    public void Insert(IReadOnlyList<OutcomeRecord> outcomes)
    {
        var row = 0;
        for (; row + RowsAtOnce <= outcomes.Count; row += RowsAtOnce)
        {
            for (var i = 0; i < RowsAtOnce; i++) Bind(many, boundMany, i, outcomes[row + i]);
            writer.Step(many);
        }
        for (; row < outcomes.Count; row++)
        {
            Bind(one, boundOne, 0, outcomes[row]);
            writer.Step(one);
        }
    }

    public void Dispose()
    {
        // The statements outlive the memory they point into.
        raw.sqlite3_clear_bindings(many);
        raw.sqlite3_clear_bindings(one);
        foreach (var pin in pins.Values) pin.Free();
    }

    private void Bind(sqlite3_stmt statement, nint[] bound, int row, in OutcomeRecord outcome)
    {
        var to = new Parameters(statement.DangerousGetHandle(), bound, row * ValuesPerRow + 2);   // the writer keeps its statements
        Bind(ref to, outcome.Store);
        Bind(ref to, outcome.Industry);
        to.Bind(Statuses[(int)outcome.Status]);
        to.Bind(ladder[outcome.Tier]);
        to.Bind(outcome.Before < 0 ? null : ladder[outcome.Before]);
        to.Bind(outcome.CameFrom < 0 ? null : ladder[outcome.CameFrom]);
        to.Bind(outcome.Since == 0 ? null : DayOf(outcome.Since));
        Bind(ref to, outcome.Verdicts);
        Bind(ref to, outcome.Readings);
        to.Bind(outcome.Reason is null ? null : Keep(outcome.Reason));
        Bind(ref to, outcome.Standing);
    }

    // An empty text is NULL, for which json_extract has an answer.
    private void Bind(ref Parameters to, ReadOnlyMemory<byte> text) => to.Bind(text.IsEmpty ? null : AddressOf(text), text.Length);

    private byte* AddressOf(ReadOnlyMemory<byte> text)
    {
        if (!MemoryMarshal.TryGetArray(text, out var segment) || segment.Array is not { } array)
        {
            var copy = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
            text.CopyTo(copy);
            kept.Add(copy);
            return (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(copy, 0);
        }
        if (!ReferenceEquals(array, latest))
        {
            if (!pins.TryGetValue(array, out var pin)) pins.Add(array, pin = GCHandle.Alloc(array, GCHandleType.Pinned));
            latest = array;
            address = (byte*)pin.AddrOfPinnedObject();
        }
        return address + segment.Offset;
    }

    private byte[] DayOf(int number)
    {
        if (!days.TryGetValue(number, out var day))
            days.Add(number, day = Pinned(DateOnly.FromDayNumber(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return day;
    }

    private byte[] Keep(string text)
    {
        var pinned = Pinned(text);
        kept.Add(pinned);
        return pinned;
    }

    private static byte[] Pinned(string text)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static string Insert(int rows)
    {
        var sql = new StringBuilder("INSERT INTO outcomes(run, store, industry, status, tier, before, came_from, since, verdicts, readings, reason, standing) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(?1" : ",(?1");
            for (var value = 0; value < ValuesPerRow; value++) sql.Append(CultureInfo.InvariantCulture, $",?{row * ValuesPerRow + value + 2}");
            sql.Append(')');
        }
        return sql.ToString();
    }

    /// <summary>The parameters of one row, from the left. What a parameter is bound to already is not bound again.</summary>
    private ref struct Parameters(nint statement, Span<nint> bound, int next)
    {
        private readonly Span<nint> bound = bound;
        private int next = next;

        public void Bind(byte[]? pinned) =>
            Bind(pinned is null ? null : (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), pinned?.Length ?? 0);

        public void Bind(byte* text, int length)
        {
            var parameter = next++;
            if (bound[parameter] == (nint)text) return;
            var code = BindText(statement, parameter, text, length, 0);
            if (code != raw.SQLITE_OK) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"An outcome could not be bound (SQLite error {code})."));
            bound[parameter] = (nint)text;
        }
    }

    // The wrapper's own binding copies each text, which costs a third of the whole insert. 0 as the last argument is SQLITE_STATIC:
    // the text stays where it is until the statement has run. It returns at once, so the runtime need not prepare for a wait.
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    private static partial int BindText(nint statement, int parameter, byte* text, int length, nint destructor);
}
