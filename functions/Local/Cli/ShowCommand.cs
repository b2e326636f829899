using System.CommandLine;
using System.Text.Json;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier show</c>: a store's stored outcome and everything behind it.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var store = new Argument<string>("store") { Description = "The store's id" };
        var programme = CommonOptions.Programme(required: false);
        var period = CommonOptions.Period(required: false);
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var projected = new Option<string[]>("--projected") { Description = "Also says where the store would stand if it were judged now, by these metric blobs", HelpName = "file|dir", AllowMultipleArgumentsPerToken = true };
        var language = CommonOptions.Language("The language in which it says what would lift the store: en or zh");
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows a store's tier with the evidence for it") { store, programme, period, data, storage, projected, language, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetValue(store)!;
            if (!StoreId.IsValid(id)) throw new BadInputException($"'{id}' is not a store id: expected {StoreId.Expected}.");
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            var found = await host.Explain.HandleAsync(id, parsed.GetValue(programme), parsed.GetValue(period), cancellationToken);
            if (found.Count == 0) throw new BadInputException($"No completed run {Scope(parsed.GetValue(programme), parsed.GetValue(period)?.ToString())}has judged store {id}.");
            var projections = new List<Projection?>();
            foreach (var explanation in found) projections.Add(await ProjectAsync(host, explanation, parsed.GetValue(projected), cancellationToken));
            if (parsed.GetValue(json)) WriteJson(found, projections);
            else Print(found, projections, parsed.GetValue(language)!);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<Projection?> ProjectAsync(LocalHost host, Explanation explanation, string[]? places, CancellationToken cancellationToken) =>
        places is { Length: > 0 } ? await host.Project.HandleAsync(new ProjectStore(explanation.Store, explanation.Plan.Policy.Programme, places), cancellationToken) : null;

    private static void Print(IReadOnlyList<Explanation> found, IReadOnlyList<Projection?> projections, string language)
    {
        foreach (var (explanation, projection) in found.Zip(projections))
        {
            EvidenceText.Print(explanation, language);
            if (projection is not null) EvidenceText.Print(projection, language);
        }
    }

    /// <summary>One object; several where several programmes judge the store.</summary>
    /// <param name="projections">Beside each explanation, where somebody asked for it.</param>
    internal static void WriteJson(IReadOnlyList<Explanation> explanations, IReadOnlyList<Projection?>? projections = null)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            if (explanations.Count > 1) json.WriteStartArray();
            for (var i = 0; i < explanations.Count; i++) EvidenceJson.Write(json, explanations[i], projections?[i]);
            if (explanations.Count > 1) json.WriteEndArray();
        }
        output.WriteByte((byte)'\n');
    }

    private static string Scope(string? programme, string? period) =>
        (programme, period) switch
        {
            (null, null) => "",
            ({ } p, null) => $"of {p} ",
            (null, { } q) => $"for {q} ",
            ({ } p, { } q) => $"of {p} for {q} ",
        };
}
