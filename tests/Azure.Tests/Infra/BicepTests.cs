using System.Text.Json;

namespace TierFunctions.Azure.Tests.Infra;

/// <summary>What a compiler of Bicep would say, as far as names and parameters go: the files fit each other.</summary>
public sealed class BicepTests
{
    private static readonly HashSet<string> Functions =
        ["empty", "environment", "guid", "loadTextContent", "subscription", "subscriptionResourceId", "toObject", "union", "uniqueString"];

    public static TheoryData<string> Files { get; } = [.. Infrastructure.Files.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryNameIsDeclaredOnceAndEveryParameterAndVariableIsUsed(string file)
    {
        var declarations = Infrastructure.Files[file];
        Assert.Distinct(declarations.Where(declaration => declaration.Kind != "output").Select(declaration => declaration.Name));
        var used = declarations.SelectMany(declaration => declaration.Value.All()).OfType<Expression.Name>().Select(name => name.Symbol).ToHashSet();
        var local = declarations.SelectMany(declaration => declaration.Value.All()).SelectMany(value => value switch
        {
            Expression.Loop loop => loop.Variables,
            Expression.Lambda lambda => [lambda.Parameter],
            _ => [],
        });
        Assert.Empty(used.Except(declarations.Select(declaration => declaration.Name)).Except(local).Except(Functions));
        Assert.Empty(declarations.Where(declaration => declaration.Kind is "param" or "var").Select(declaration => declaration.Name).Except(used));
    }

    [Fact]
    public void EveryModuleGetsTheParametersThatItAsksFor()
    {
        foreach (var (file, module) in Modules())
        {
            var asked = Infrastructure.Files[PathOf(file, module)].Where(declaration => declaration.Kind == "param").ToList();
            var given = ((Expression.Object)module.Value.Block()["params"]!).Properties.Select(property => property.Name).ToList();   // every module has some
            Assert.Empty(given.Except(asked.Select(parameter => parameter.Name)));
            Assert.Empty(asked.Where(parameter => !parameter.HasValue).Select(parameter => parameter.Name).Except(given));
        }
        Assert.Equal(Infrastructure.Files.Keys.Where(file => file != Infrastructure.Main).Order(), Modules().Select(found => PathOf(found.File, found.Module)).Distinct().Order());
    }

    [Fact]
    public void EveryOutputOfAModuleIsUsedAndWhatIsUsedIsAnOutput()
    {
        var main = Infrastructure.Files[Infrastructure.Main];
        var used = main.SelectMany(declaration => declaration.Value.All()).OfType<Expression.Member>()
            .Where(member => member.Of is Expression.Member { Property: "outputs", Of: Expression.Name })
            .Select(member => (PathOf(Infrastructure.Main, main.Of(((Expression.Name)((Expression.Member)member.Of).Of).Symbol)), member.Property));
        var put = Infrastructure.Files.Where(file => file.Key != Infrastructure.Main)
            .SelectMany(file => file.Value.Where(declaration => declaration.Kind == "output").Select(output => (file.Key, output.Name)));
        Assert.Equal(put.Order(), used.Distinct().Order());
    }

    [Fact]
    public void EveryParameterOfTheParameterFileIsOneOfTheDeployment()
    {
        using var parameters = JsonDocument.Parse(File.ReadAllText(Path.Join(Infrastructure.Folder, "main.parameters.json")));
        var given = parameters.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).ToList();
        var asked = Infrastructure.Files[Infrastructure.Main].Where(declaration => declaration.Kind == "param").ToList();
        Assert.Empty(given.Except(asked.Select(parameter => parameter.Name)));
        Assert.Empty(asked.Where(parameter => !parameter.HasValue).Select(parameter => parameter.Name).Except(given));
    }

    [Theory]
    [InlineData("param a string\nvar b = {", "line 2")]
    [InlineData("var a = 'open", "line 1: a text has no end")]
    [InlineData("var a = 1 # 2", "'#' begins nothing of Bicep")]
    [InlineData("metadata a = 1", "'metadata' is not expected here")]
    public void WhatIsNotReadStopsTheReader(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => BicepParser.Read("a.bicep", text)).Message, StringComparison.Ordinal);

    private static IEnumerable<(string File, Declaration Module)> Modules() =>
        Infrastructure.Files.SelectMany(file => file.Value.Where(declaration => declaration.Kind == "module").Select(module => (file.Key, module)));

    private static string PathOf(string file, Declaration module) => Path.Join(Path.GetDirectoryName(file), module.Type).Replace('\\', '/');
}
