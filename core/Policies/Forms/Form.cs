namespace TierFunctions.Policies.Forms;

/// <summary>The fields of a sort of block.</summary>
/// <param name="name">What it is called in the schema, such as <c>bar</c>.</param>
/// <param name="expected">What a mistake says was expected, such as <c>a bar such as { id: … }</c>.</param>
internal sealed class Form(string name, string expected, params IReadOnlyList<Field> fields)
{
    public string Name => name;

    public string Expected => expected;

    public IReadOnlyList<Field> Fields => fields;

    /// <summary>Fields of which exactly one is there; none of them for no such rule.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Fields that stand together or not at all.</summary>
    public IReadOnlyList<(string First, string Second)> Together { get; init; } = [];

    public Field this[string field] => fields.FirstOrDefault(known => known.Name == field)
        ?? throw new InvalidOperationException($"The form '{name}' has no field '{field}'.");
}

/// <param name="Means">What it says, in words that a mistake, the schema and the list of fields have in common.</param>
internal sealed record Field(string Name, string Means, Shape Shape, bool IsRequired = false);
