namespace TierFunctions.Azure.Tests.Infra;

/// <summary>The Bicep files of infra/, read.</summary>
internal static class Infrastructure
{
    public const string Main = "main.bicep";

    public static string Folder { get; } = Path.Join(AppContext.BaseDirectory, "infra");

    /// <summary>By their paths below infra/.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Declaration>> Files { get; } = Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(Folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
        .ToDictionary(file => file.Name, file => BicepParser.Read(file.Name, file.Text));

    public static IReadOnlyList<Declaration> Module(string name) => Files[$"modules/{name}.bicep"];

    public static Declaration Of(this IEnumerable<Declaration> declarations, string name) => declarations.Single(declaration => declaration.Name == name);

    /// <summary>Resources of a type, wherever they are; a nested one's type is the last part.</summary>
    public static IEnumerable<(string File, Declaration Resource)> Resources(string type) => Files.SelectMany(file =>
        file.Value.SelectMany(Nested).Where(declaration => declaration.Kind == "resource" && declaration.Type == type).Select(resource => (file.Key, resource)));

    /// <summary>What a <c>for</c> or a name stands for, where the file itself says it; else the expression as it is.</summary>
    public static Expression Resolve(this IReadOnlyList<Declaration> file, Expression value) => value switch
    {
        Expression.Name name when file.FirstOrDefault(declaration => declaration.Name == name.Symbol) is { HasValue: true, Kind: "var" or "param" } declared => file.Resolve(declared.Value),
        Expression.Member member when file.Resolve(member.Of) is Expression.Object known && known[member.Property] is { } found => file.Resolve(found),
        _ => value,
    };

    public static string TextOf(this IReadOnlyList<Declaration> file, Expression value) => file.Resolve(value) switch
    {
        Expression.Text { Parts.Count: 0 } text => text.Written,
        Expression.Literal literal => literal.Written,
        var other => throw new FormatException($"{other} is no plain text."),
    };

    /// <summary>The objects of a list that is written in the file.</summary>
    public static IEnumerable<Expression.Object> Objects(this IReadOnlyList<Declaration> file, string name) =>
        ((Expression.List)file.Of(name).Value).Items.Cast<Expression.Object>();

    private static IEnumerable<Declaration> Nested(Declaration declaration) =>
        declaration.Value.All().OfType<Expression.Object>().SelectMany(value => value.Nested).Prepend(declaration);
}
