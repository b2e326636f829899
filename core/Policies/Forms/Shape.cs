namespace TierFunctions.Policies.Forms;

/// <summary>
/// What may stand at a place of a document. The readers read by it (a place that is read otherwise than its shape says is a fault of
/// the program and throws), and the schema for editors and the list of fields are written from it.
/// </summary>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>A text that is not empty, of this form where one is said.</summary>
    public sealed record Text(string? Pattern = null) : Shape;

    /// <summary>A name in small letters, digits, hyphens and underscores.</summary>
    public sealed record Id : Shape;

    /// <summary>A number, perhaps in percent; bounds hold for what is written without a percent sign.</summary>
    public sealed record Number(decimal? Least = null, decimal? Most = null) : Shape;

    public sealed record Whole(int Least, int Most) : Shape;

    public sealed record YesNo : Shape;

    /// <summary>One of the language's words.</summary>
    public sealed record Word(IReadOnlyCollection<string> Words) : Shape;

    /// <summary>A number, a day, yes or no, or a name: which of them, another place of the document says.</summary>
    public sealed record Literal : Shape;

    public sealed record Items(Shape Of, int Least = 0, int? Most = null) : Shape;

    /// <summary>Values under names that the writer chooses.</summary>
    public sealed record Named(Shape Name, Shape Value, int Least = 0) : Shape;

    public sealed record Block(Form Form) : Shape;

    /// <summary>Blocks of which a word in one field says what others there are.</summary>
    public sealed record Switch(string Field, Form Any, IReadOnlyList<KeyValuePair<string, Form>> Forms) : Shape;

    public sealed record Either(params IReadOnlyList<Shape> Shapes) : Shape;

    /// <summary>A shape that has a name of its own, and so may hold itself.</summary>
    public sealed record Called(string Name, Func<Shape> Shape) : Shape;

    /// <summary>Every plain shape that this one may be.</summary>
    public IEnumerable<Shape> Plain => this switch
    {
        Either either => either.Shapes.SelectMany(shape => shape.Plain),
        Called called => called.Shape().Plain,
        _ => [this],
    };

    public bool IsScalar => this is Text or Id or Number or Whole or YesNo or Word or Literal;
}
