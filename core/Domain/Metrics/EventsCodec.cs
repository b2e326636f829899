namespace TierFunctions.Domain.Metrics;

/// <summary>
/// Reads a list of events: <c>2026-07-03 ip 6; 2026-08-01 late</c>, each a day, its type where the metric has types, and its points,
/// 1 where they are not said; <c>none</c> for a store to which nothing happened, which is not the same as a blank.
/// </summary>
internal sealed class EventsCodec(ReadingCodec days, ReadingCodec points, Vocabulary types, long onePoint)
{
    /// <param name="events">Takes the events in the order in which they stand; null where only the form is asked about.</param>
    /// <param name="count">How many there are.</param>
    public ReadingFault TryRead(ReadOnlySpan<byte> text, List<StoreEvent>? events, out long count)
    {
        count = 0;
        if (text.SequenceEqual("none"u8)) return ReadingFault.None;
        foreach (var part in text.Split((byte)';'))
        {
            var fault = TryReadOne(text[part].Trim((byte)' '), out var one);
            if (fault is not ReadingFault.None) return fault;
            events?.Add(one);
            count++;
        }
        return ReadingFault.None;
    }

    private ReadingFault TryReadOne(ReadOnlySpan<byte> text, out StoreEvent one)
    {
        one = default;
        var fault = days.TryRead(Word(ref text), out var day);
        if (fault is not ReadingFault.None) return ReadingFault.NotEvents;
        var type = -1;
        if (types.Count > 0 && (type = types.Find(Word(ref text))) < 0) return ReadingFault.NotEvents;
        var weight = onePoint;
        if (!text.IsEmpty && points.TryRead(Word(ref text), out weight) is not ReadingFault.None and var wrong) return wrong is ReadingFault.NotANumber ? ReadingFault.NotEvents : wrong;
        if (!text.IsEmpty) return ReadingFault.NotEvents;
        one = new StoreEvent(DateOnly.FromDayNumber((int)day), type, weight);
        return ReadingFault.None;
    }

    /// <summary>Takes the text up to the next blank.</summary>
    private static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> text)
    {
        var blank = text.IndexOf((byte)' ');
        var word = blank < 0 ? text : text[..blank];
        text = blank < 0 ? [] : text[(blank + 1)..];
        return word;
    }
}
