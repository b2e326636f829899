namespace TierFunctions.Policies.Forms;

/// <summary>Shapes that many fields have.</summary>
internal static class Shapes
{
    public static Shape Text { get; } = new Shape.Text();

    /// <summary>The name of something that the document declares.</summary>
    public static Shape Name => Text;

    public static Shape Id { get; } = new Shape.Id();

    public static Shape Literal { get; } = new Shape.Literal();

    public static Shape YesNo { get; } = new Shape.YesNo();

    public static Shape Number { get; } = new Shape.Number();

    public static Shape Period { get; } = new Shape.Text(@"^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|-Q[1-4]|-H[12]|-W\d{2})?$");

    /// <summary>A text for people.</summary>
    public static Shape Wording { get; } = new Shape.Called("wording", () =>
        new Shape.Either(Text, new Shape.Named(new Shape.Text("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"), Text, 1)));

    public static Shape WordOf<T>(IReadOnlyDictionary<string, T> words) => new Shape.Word([.. words.Keys]);

    public static Shape Of(Form form) => new Shape.Block(form);
}
