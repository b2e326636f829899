using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TierFunctions.Azure.Tests.Infra;

/// <summary>The workflows name only what is there.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Root = RootOf(AppContext.BaseDirectory);
    private static readonly string Folder = Path.Join(Root, ".github", "workflows");

    public static TheoryData<string> Workflows { get; } = [.. Directory.EnumerateFiles(Folder, "*.yml").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void EveryStepUsesAPinnedActionOrRunsACommandOnFilesThatAreThere(string workflow)
    {
        var steps = Steps(workflow).ToList();
        Assert.NotEmpty(steps);
        foreach (var step in steps)
        {
            if (Text(step, "uses") is { } action)
            {
                Assert.Matches("^actions/(checkout|setup-dotnet|setup-node|upload-artifact)@v[0-9]+$", action);
                continue;
            }
            var command = Text(step, "run") ?? throw new InvalidDataException($"{workflow} has a step that does nothing.");
            Assert.Matches("^(dotnet (build|run|test|publish)|az bicep (install|lint|build)|test) ?", command);
            Assert.All(Places().Matches(command), place => Assert.True(Path.Exists(Path.Join(Root, place.Value)), $"{workflow}: there is no {place.Value}."));
        }
    }

    [Fact]
    public void BothBuildsAreTestedAndTheBicepFilesCompiled()
    {
        var commands = Directory.EnumerateFiles(Folder, "*.yml").Select(Path.GetFileName).OfType<string>().SelectMany(file => Steps(file).Select(step => $"{file} {Text(step, "run")}")).ToList();
        Assert.Contains("build.yml dotnet test tests/Azure.Tests -c Release", commands);
        Assert.Contains("azure.yml dotnet test tests/Azure.Tests -c Release --no-build", commands);
        Assert.Contains("azure.yml dotnet publish functions/Worker -c Release -o artifacts/worker", commands);
        Assert.Contains("infra.yml az bicep lint --file infra/main.bicep", commands);
        Assert.Equal("true", Text((YamlMappingNode)Read("azure.yml")["env"], "AzurePackages"));
    }

    private static IEnumerable<YamlMappingNode> Steps(string workflow) =>
        ((YamlMappingNode)Read(workflow)["jobs"]).Children.Values.SelectMany(job => ((YamlSequenceNode)job["steps"]).Children).Cast<YamlMappingNode>();

    private static YamlMappingNode Read(string workflow)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Join(Folder, workflow));
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static string RootOf(string folder) => File.Exists(Path.Join(folder, "TierFunctions.sln"))
        ? folder
        : RootOf(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests are not below the solution."));

    // Not what a command itself makes, which is under artifacts/.
    [GeneratedRegex(@"(?<=\s)(?:(?:functions|tests|infra)/[\w./-]+|TierFunctions\.sln)")]
    private static partial Regex Places();
}
