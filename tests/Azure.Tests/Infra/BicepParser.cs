namespace TierFunctions.Azure.Tests.Infra;

/// <summary>Reads as much of Bicep as infra/ uses. Anything else stops it with file and line, so that nothing goes unread.</summary>
internal sealed class BicepParser(string file, IReadOnlyList<Token> tokens)
{
    private int at;

    private Token Next => tokens[at];

    public static IReadOnlyList<Declaration> Read(string file, string text) => new BicepParser(file, BicepLexer.Read(file, text)).File();

    private List<Declaration> File()
    {
        var declarations = new List<Declaration>();
        for (SkipLines(); Next.Kind is not TokenKind.End; SkipLines())
        {
            if (Next.Text == "targetScope")
            {
                at += 2;
                Value();
            }
            else declarations.Add(Declared());
        }
        return declarations;
    }

    private Declaration Declared()
    {
        var decorators = new List<string>();
        while (Take("@"))
        {
            decorators.Add(Next.Text);
            Value();
            SkipLines();
        }
        var kind = Name();
        var name = Name();
        switch (kind)
        {
            case "param":
                var type = Name();
                return Take("=") ? new(kind, name, type, Value(), true, decorators) : new(kind, name, type, new Expression.Literal("null"), false, decorators);
            case "var":
                Expect("=");
                return new(kind, name, "", Value(), true, decorators);
            case "output":
                type = Name();
                Expect("=");
                return new(kind, name, type, Value(), true, decorators);
            case "resource" or "module":
                type = Text();
                Expect("=");
                return new(kind, name, type.Split('@')[0], Value(), true, decorators);
            default:
                throw Unexpected(tokens[at - 2]);
        }
    }

    private Expression Value()
    {
        var value = Binary();
        if (!Take("?")) return value;
        SkipLines();
        var then = Value();
        SkipLines();
        Expect(":");
        SkipLines();
        return new Expression.Choice(value, then, Value());
    }

    private Expression Binary()
    {
        var left = Unary();
        while (Next.Kind is TokenKind.Sign && Next.Text is "==" or "!=" or "??" or "&&" or "||")
        {
            var sign = tokens[at++].Text;
            left = new Expression.Operation(sign, [left, Unary()]);
        }
        return left;
    }

    private Expression Unary() => Take("!") ? new Expression.Operation("!", [Unary()]) : Postfix(Primary());

    private Expression Postfix(Expression value)
    {
        while (true)
        {
            if (Take(".") || Take(".?") || Take("::")) value = new Expression.Member(value, Name());
            else if (Take("["))
            {
                value = new Expression.Item(value, Value());
                Expect("]");
            }
            else if (Take("(")) value = new Expression.Call(value, Elements(")"));
            else return value;
        }
    }

    private Expression Primary()
    {
        var token = tokens[at++];
        switch (token)
        {
            case { Kind: TokenKind.Text }:
                return Interpolated(token);
            case { Kind: TokenKind.Number } or { Text: "true" or "false" or "null", Kind: TokenKind.Name }:
                return new Expression.Literal(token.Text);
            case { Kind: TokenKind.Name, Text: "if" } when Next.Text == "(":
                Expect("(");
                var condition = Value();
                Expect(")");
                return new Expression.Conditional(condition, Value());
            case { Kind: TokenKind.Name }:
                return Take("=>") ? new Expression.Lambda(token.Text, Value()) : new Expression.Name(token.Text);
            case { Text: "(" }:
                var inner = Value();
                Expect(")");
                return inner;
            case { Text: "[" }:
                return Next is { Kind: TokenKind.Name, Text: "for" } ? Loop() : new Expression.List(Elements("]"));
            case { Text: "{" }:
                return Object();
            default:
                throw Unexpected(token);
        }
    }

    private Expression.Loop Loop()
    {
        at++;
        var variables = new List<string>();
        if (Take("("))
        {
            variables.Add(Name());
            Expect(",");
            variables.Add(Name());
            Expect(")");
        }
        else variables.Add(Name());
        if (Name() != "in") throw Unexpected(tokens[at - 1]);
        var source = Value();
        Expect(":");
        var body = Value();
        Expect("]");
        return new Expression.Loop(variables, source, body);
    }

    private Expression.Object Object()
    {
        var properties = new List<Property>();
        var nested = new List<Declaration>();
        while (true)
        {
            while (Next.Kind is TokenKind.LineEnd || Next.Text == ",") at++;
            if (Take("}")) return new Expression.Object(properties, nested);
            if (Next is { Kind: TokenKind.Name, Text: "resource" } && tokens[at + 1].Kind is TokenKind.Name)
            {
                nested.Add(Declared());
                continue;
            }
            var key = Next.Kind is TokenKind.Text ? Interpolated(tokens[at++]) : new Expression.Text(Name(), []);
            Expect(":");
            properties.Add(new Property(key, Value()));
        }
    }

    private List<Expression> Elements(string end)
    {
        var elements = new List<Expression>();
        while (true)
        {
            while (Next.Kind is TokenKind.LineEnd || Next is { Kind: TokenKind.Sign, Text: "," }) at++;
            if (Take(end)) return elements;
            elements.Add(Value());
        }
    }

    private Expression.Text Interpolated(Token token)
    {
        var parts = new List<Expression>();
        for (var open = token.Text.IndexOf("${", StringComparison.Ordinal); open >= 0; open = token.Text.IndexOf("${", open, StringComparison.Ordinal))
        {
            var close = open + 2;
            for (var depth = 1; depth > 0; close++) depth += token.Text[close] switch { '{' => 1, '}' => -1, _ => 0 };
            parts.Add(new BicepParser(file, BicepLexer.Read(file, token.Text[(open + 2)..(close - 1)])).Value());
            open = close;
        }
        return new Expression.Text(token.Text.Replace("\\'", "'", StringComparison.Ordinal), parts);
    }

    private string Name() => Next.Kind is TokenKind.Name ? tokens[at++].Text : throw Unexpected(Next);

    private string Text() => Next.Kind is TokenKind.Text ? tokens[at++].Text : throw Unexpected(Next);

    private bool Take(string sign)
    {
        if (Next.Kind is not TokenKind.Sign || Next.Text != sign) return false;
        at++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign)) throw Unexpected(Next);
    }

    private void SkipLines()
    {
        while (Next.Kind is TokenKind.LineEnd) at++;
    }

    private FormatException Unexpected(Token token) => new($"{file}, line {token.Line}: '{token.Text}' is not expected here.");
}
