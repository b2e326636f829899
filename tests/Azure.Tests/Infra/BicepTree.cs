namespace TierFunctions.Azure.Tests.Infra;

/// <summary>A value as a Bicep file writes it.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>A text; <paramref name="Parts"/> are the expressions in it.</summary>
    public sealed record Text(string Written, IReadOnlyList<Expression> Parts) : Expression;

    public sealed record Literal(string Written) : Expression;

    public sealed record Name(string Symbol) : Expression;

    public sealed record Member(Expression Of, string Property) : Expression;

    public sealed record Item(Expression Of, Expression Index) : Expression;

    public sealed record Call(Expression Function, IReadOnlyList<Expression> Arguments) : Expression;

    public sealed record Lambda(string Parameter, Expression Body) : Expression;

    public sealed record Choice(Expression Condition, Expression Then, Expression Else) : Expression;

    public sealed record Operation(string Sign, IReadOnlyList<Expression> Operands) : Expression;

    public sealed record List(IReadOnlyList<Expression> Items) : Expression;

    public sealed record Object(IReadOnlyList<Property> Properties, IReadOnlyList<Declaration> Nested) : Expression
    {
        public Expression? this[string name] => Properties.FirstOrDefault(property => property.Name == name)?.Value;
    }

    /// <summary>One <paramref name="Body"/> for each element of <paramref name="Source"/>.</summary>
    public sealed record Loop(IReadOnlyList<string> Variables, Expression Source, Expression Body) : Expression;

    public sealed record Conditional(Expression Condition, Expression Body) : Expression;

    /// <summary>What this is made of, itself first.</summary>
    public IEnumerable<Expression> All() => Children().SelectMany(child => child.All()).Prepend(this);

    /// <summary>The properties in a loop or behind a condition.</summary>
    public Object Block() => this switch
    {
        Object body => body,
        Loop loop => loop.Body.Block(),
        Conditional conditional => conditional.Body.Block(),
        _ => throw new FormatException($"{this} is no block of properties."),
    };

    private IEnumerable<Expression> Children() => this switch
    {
        Text text => text.Parts,
        Member member => [member.Of],
        Item item => [item.Of, item.Index],
        Call call => [call.Function, .. call.Arguments],
        Lambda lambda => [lambda.Body],
        Choice choice => [choice.Condition, choice.Then, choice.Else],
        Operation operation => operation.Operands,
        List list => list.Items,
        Object value => [.. value.Properties.Select(property => property.Value), .. value.Properties.SelectMany(property => property.Key.Parts), .. value.Nested.Select(nested => nested.Value)],
        Loop loop => [loop.Source, loop.Body],
        Conditional conditional => [conditional.Condition, conditional.Body],
        _ => [],
    };
}

internal sealed record Property(Expression.Text Key, Expression Value)
{
    public string Name => Key.Written;
}

/// <param name="Kind">param, var, resource, module or output.</param>
/// <param name="Type">A resource's type without its version, a module's path, else what stands there.</param>
internal sealed record Declaration(string Kind, string Name, string Type, Expression Value, bool HasValue, IReadOnlyList<string> Decorators);
