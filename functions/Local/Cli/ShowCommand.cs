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
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows a store's tier with the evidence for it") { store, programme, period, data, storage, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetValue(store)!;
            if (!StoreId.IsValid(id)) throw new BadInputException($"'{id}' is not a store id: expected {StoreId.Expected}.");
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            var found = await host.Explain.HandleAsync(id, parsed.GetValue(programme), parsed.GetValue(period), cancellationToken);
            if (found.Count == 0) throw new BadInputException($"No completed run {Scope(parsed.GetValue(programme), parsed.GetValue(period)?.ToString())}has judged store {id}.");
            if (parsed.GetValue(json)) WriteJson(found);
            else foreach (var explanation in found) EvidenceText.Print(explanation);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>One object; several where several programmes judge the store.</summary>
    internal static void WriteJson(IReadOnlyList<Explanation> explanations)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            if (explanations.Count > 1) json.WriteStartArray();
            foreach (var explanation in explanations) EvidenceJson.Write(json, explanation);
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
