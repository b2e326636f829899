using System.CommandLine;
using System.Text.Json;
using TierFunctions.Domain.Programmes;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier show</c>: a store's stored outcome and everything behind it.</summary>
internal static class ShowCommand
{
    private const int UsualProducts = 20;
    private const int MostProducts = 1000;

    public static Command Create()
    {
        var store = new Argument<string>("store") { Description = "The store's id" };
        var programme = CommonOptions.Programme(required: false);
        var period = CommonOptions.Period(required: false);
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var product = new Option<string?>("--product") { Description = "One product of the store, with the evidence for it", HelpName = "id" };
        var after = new Option<string?>("--after") { Description = "Lists the store's products after this one, where the list before ended", HelpName = "id" };
        var limit = new Option<int>("--limit") { Description = "The most products that are listed", DefaultValueFactory = _ => UsualProducts, HelpName = "number" };
        var projected = new Option<string[]>("--projected") { Description = "Also says where the store would stand if it were judged now, by these metric blobs", HelpName = "file|dir", AllowMultipleArgumentsPerToken = true };
        var language = CommonOptions.Language("The language in which it says what would lift the store: en or zh");
        var json = CommonOptions.Json();
        var command = new Command("show", "Shows a store's tier with the evidence for it") { store, programme, period, product, after, limit, data, storage, projected, language, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetValue(store)!;
            if (!StoreId.IsValid(id)) throw new BadInputException($"'{id}' is not a store id: expected {StoreId.Expected}.");
            foreach (var one in new[] { parsed.GetValue(product), parsed.GetValue(after) }.OfType<string>().Where(one => !StoreId.IsValid(one)))
                throw new BadInputException($"'{one}' is not a product id: expected {StoreId.Expected}.");
            if (parsed.GetValue(limit) is < 1 or > MostProducts) throw new BadInputException(FormattableString.Invariant($"{parsed.GetValue(limit)} products cannot be listed: expected 1 to {MostProducts}."));
            var key = new SubjectKey(id, parsed.GetValue(product));
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            var found = await host.Explain.HandleAsync(key.ToString(), parsed.GetValue(programme), parsed.GetValue(period), cancellationToken);
            var products = key.Product is not null ? [] : await host.Products.HandleAsync(
                new FindStoreProducts(id, parsed.GetValue(programme), parsed.GetValue(period), parsed.GetValue(after), parsed.GetValue(limit)), cancellationToken);
            if (found.Count + products.Count == 0)
                throw new BadInputException($"No completed run {Scope(parsed.GetValue(programme), parsed.GetValue(period)?.ToString())}has judged {(key.Product is { } named ? $"product {named} of " : "")}store {id}.");
            var projections = new List<Projection?>();
            foreach (var explanation in found) projections.Add(await ProjectAsync(host, explanation, parsed.GetValue(projected), cancellationToken));
            if (parsed.GetValue(json)) WriteJson(found, projections, products);
            else Print(found, projections, products, parsed.GetValue(language)!);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task<Projection?> ProjectAsync(LocalHost host, Explanation explanation, string[]? places, CancellationToken cancellationToken) =>
        places is { Length: > 0 } ? await host.Project.HandleAsync(new ProjectStore(explanation.Store, explanation.Plan.Policy.Programme, places), cancellationToken) : null;

    private static void Print(IReadOnlyList<Explanation> found, IReadOnlyList<Projection?> projections, IReadOnlyList<StoreProducts> products, string language)
    {
        foreach (var (explanation, projection) in found.Zip(projections))
        {
            EvidenceText.Print(explanation, language);
            if (projection is not null) EvidenceText.Print(projection, language);
        }
        foreach (var ofProgramme in products) ProductsText.Print(ofProgramme);
    }

    /// <summary>One object; several where several programmes judge the store or its products.</summary>
    /// <param name="projections">Beside each explanation, where somebody asked for it.</param>
    internal static void WriteJson(IReadOnlyList<Explanation> explanations, IReadOnlyList<Projection?>? projections = null, IReadOnlyList<StoreProducts>? products = null)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            var isList = explanations.Count + (products?.Count ?? 0) > 1;
            if (isList) json.WriteStartArray();
            for (var i = 0; i < explanations.Count; i++) EvidenceJson.Write(json, explanations[i], projections?[i]);
            foreach (var ofProgramme in products ?? []) StoreProductsJson.Write(json, ofProgramme);
            if (isList) json.WriteEndArray();
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
