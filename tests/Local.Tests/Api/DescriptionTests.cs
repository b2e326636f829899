using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Api;

public sealed partial class DescriptionTests
{
    private static readonly Description Described = Description.Read();
    private static readonly string Docs = Path.GetDirectoryName(Description.File)!; // it lies in a folder

    [Fact]
    public void WhatIsServedIsDescribedAndNothingElse()
    {
        var served = FoundFunction.In(typeof(Settings).Assembly, Settings.Defaults.GetValueOrDefault)
            .Select(function => function.Trigger).OfType<Trigger.Http>()
            // The rest are pages for people.
            .Where(http => http.Route.StartsWith("api/", StringComparison.Ordinal))
            // A part of a route that may be left out makes two paths.
            .SelectMany(http => http.Route.EndsWith("/{programme?}", StringComparison.Ordinal)
                ? new[] { http with { Route = http.Route[..^"/{programme?}".Length] }, http with { Route = http.Route.Replace("?", "", StringComparison.Ordinal) } }
                : [http])
            .Select(http => $"{http.Methods[0].ToUpperInvariant()} /{http.Route} {Security(http)}");
        Assert.Equal(served.Order(StringComparer.Ordinal), Described.Operations.Select(one => $"{one.Method} {one.Path} {Described.SecurityOf(one.Operation)}").Order(StringComparer.Ordinal));

        static string Security(Trigger.Http http) => http.Level is AuthorizationLevel.Function ? "key" : http.Route.EndsWith("/card", StringComparison.Ordinal) ? "link" : "";
    }

    [Fact]
    public void EveryCallStandsInTheFileOfRequestsAndInTheDocumentation()
    {
        // Requests of pages for people stand there as well.
        var requests = Request().Matches(File.ReadAllText(Path.Join(Docs, "..", "requests.http")))
            .Select(match => (Method: match.Groups[1].Value, Path: match.Groups[2].Value)).Where(one => one.Path.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        var documented = File.ReadAllLines(Path.Join(Docs, "api.md"));
        Assert.All(requests, request => Assert.Contains(Described.Operations, one => one.Method == request.Method && Matches(one.Path, request.Path)));
        foreach (var (method, path, _) in Described.Operations)
        {
            Assert.True(requests.Any(request => request.Method == method && Matches(path, request.Path)), $"requests.http has no {method} {path}.");
            var last = path[(path.LastIndexOf('/') + 1)..];
            var called = last == "{programme}" ? "tiers[/{programme}]" : $"/{last}";
            Assert.True(documented.Any(line => line.Contains(method, StringComparison.Ordinal) && line.Contains(called, StringComparison.Ordinal)), $"docs/api.md has no {method} {path}.");
        }

        // What is asked of one store or run in the file is asked of any.
        static bool Matches(string path, string asked)
        {
            var (described, sent) = (path.Split('/'), asked.Split('/'));
            return described.Length == sent.Length && described.Zip(sent).All(part => part.First.StartsWith('{') ? part.Second.Length > 0 : part.First == part.Second);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^(GET|POST) \{\{host\}\}([^?\s]+)", System.Text.RegularExpressions.RegexOptions.Multiline)]
    private static partial System.Text.RegularExpressions.Regex Request();

    [Fact]
    public async Task AnswersAreAsTheyAreDescribed()
    {
        await using var served = await Assessed.ShopAsync(cases: true);
        served.Write("metrics/shop/2026-Q1/stores.csv", $"{Served.Header}C,Gamma,toys,500,1\nN,New,toys,20,1\n");
        var token = (await served.PostAsync("/api/stores/C/links", new { days = 1 })).Text("token");
        var check = new { programme = "shop", readings = new { orders = 401, late = 1, industry = "toys" } };
        object bad = new { programme = "shop", readings = new { orders = "x" } };
        var exemption = new { id = "e", reason = "why", timeZone = "Europe/Madrid", from = "2025-07-01", until = "2025-08-01", where = new { industry = "toys" }, lifts = new[] { "late" }, recomputes = new { orders = new { value = 1 } } };
        var (decision, other) = (Decision("d-1", "C"), Decision("d-2", "Z"));
        foreach (var (method, path, address, body, expected) in new (string, string, string, object?, int)[]
        {
            ("GET", "/api/stores/{store}/tiers", "/api/stores/C/tiers", null, 200),
            ("GET", "/api/stores/{store}/tiers", "/api/stores/none/tiers", null, 404),
            ("GET", "/api/stores/{store}/tiers/{programme}", "/api/stores/A/tiers/shop?period=2025-Q3", null, 200),
            ("GET", "/api/stores/{store}/tiers", "/api/stores/C/tiers?cycle=projected", null, 200),
            ("GET", "/api/stores/{store}/tiers", "/api/stores/N/tiers?cycle=projected", null, 200),
            ("GET", "/api/stores/{store}/tiers/{programme}", "/api/stores/A/tiers/shop?cycle=projected", null, 200),
            ("GET", "/api/stores/{store}/card", $"/api/stores/C/card?t={token}", null, 200),
            ("GET", "/api/stores/{store}/card", "/api/stores/C/card", null, 401),
            ("GET", "/api/stores/{store}/history", "/api/stores/C/history", null, 200),
            ("GET", "/api/stores/{store}/notices", "/api/stores/C/notices", null, 200),
            ("POST", "/api/stores/{store}/links", "/api/stores/C/links", new { days = 1 }, 200),
            ("POST", "/api/stores/{store}/check", "/api/stores/C/check", check, 200),
            ("POST", "/api/stores/{store}/check", "/api/stores/C/check", bad, 422),
            ("POST", "/api/stores/{store}/check", "/api/stores/C/check", new { check.programme, check.readings, keep = true }, 201),
            ("POST", "/api/stores/{store}/check", "/api/stores/C/check", new { check.programme, check.readings, keep = true }, 200),
            ("GET", "/api/checks/{check}", "/api/checks/0123456789abcdef0123456789abcdef", null, 404),
            ("GET", "/api/checks/{check}", "/api/checks/0", null, 400),
            ("POST", "/api/checks", "/api/checks", new { checks = new[] { check, bad } }, 200),
            ("GET", "/api/runs", "/api/runs", null, 200),
            ("GET", "/api/runs/{run}", "/api/runs/shop%7C2025-Q3%7C1", null, 200),
            ("GET", "/api/runs/{run}/notices", "/api/runs/shop%7C2025-Q3%7C1/notices", null, 200),
            ("GET", "/api/runs/{run}/notices", "/api/runs/shop%7C2025-Q3%7C0/notices", null, 404),
            ("GET", "/api/runs/{run}/changes", "/api/runs/shop%7C2025-Q3%7C1/changes?against=shop%7C2025-Q3%7C1", null, 200),
            ("GET", "/api/runs/{run}/changes", "/api/runs/shop%7C2025-Q3%7C1/changes", null, 400),
            ("GET", "/api/runs/{run}/changes", "/api/runs/shop%7C2025-Q2%7C1/changes", null, 404),
            ("POST", "/api/runs", "/api/runs", new { programme = "shop", period = "2025-Q3" }, 202),
            ("POST", "/api/runs", "/api/runs", new { programme = "shop", period = "2030-Q3" }, 409),
            ("POST", "/api/runs/{run}/redrive", "/api/runs/shop%7C2025-Q3%7C1/redrive", null, 202),
            ("POST", "/api/runs/{run}/override-gate", "/api/runs/shop%7C2025-Q3%7C1/override-gate", new { reason = "why" }, 409),
            ("POST", "/api/exemptions", "/api/exemptions", new { exemptions = new[] { exemption } }, 201),
            ("POST", "/api/exemptions", "/api/exemptions", new { exemptions = new[] { exemption } }, 200),
            ("POST", "/api/exemptions", "/api/exemptions", new { exemptions = new[] { new { id = "x" } } }, 400),
            ("GET", "/api/exemptions", "/api/exemptions", null, 200),
            ("POST", "/api/decisions", "/api/decisions", new { decisions = new[] { decision } }, 201),
            ("POST", "/api/decisions", "/api/decisions", new { decisions = new[] { other } }, 422),
            ("GET", "/api/decisions", "/api/decisions", null, 200),
            ("GET", "/api/cases", "/api/cases?state=screened", null, 200),
            ("GET", "/api/cases", "/api/cases?programme=other", null, 404),
            ("POST", "/api/cases", "/api/cases", new { programme = "shop", store = "brand-7", by = "Ana" }, 201),
            ("POST", "/api/cases/{case}/assign", "/api/cases/shop%7CA%7C2025-Q3/assign", new { person = "Bo", by = "Ana" }, 200),
            ("POST", "/api/cases/{case}/move", "/api/cases/shop%7CA%7C2025-Q3/move", new { to = "contacted", how = "sms", by = "Bo" }, 200),
            ("POST", "/api/cases/{case}/move", "/api/cases/shop%7CA%7C2025-Q3/move", new { to = "admitted", by = "Ana", @as = "operator" }, 409),
            ("POST", "/api/cases/{case}/score", "/api/cases/shop%7CA%7C2025-Q3/score", new { strength = "company", score = 72.5, by = "Bo", note = "seen" }, 200),
            ("POST", "/api/cases/{case}/receive", "/api/cases/shop%7CA%7C2025-Q3/receive", new { paper = "licence", by = "Bo" }, 200),
            ("POST", "/api/cases/{case}/link", "/api/cases/shop%7CA%7C2025-Q3/link", new { store = "A2", by = "Bo" }, 200),
            ("GET", "/api/cases/{case}", "/api/cases/shop%7CA%7C2025-Q3", null, 200),
            ("GET", "/api/policies", "/api/policies", null, 200),
            ("POST", "/api/policies/lint", "/api/policies/lint", new { programme = "draft" }, 200),
            ("POST", "/api/simulations", "/api/simulations", new { programme = "shop", version = "1" }, 200),
            ("POST", "/api/simulations", "/api/simulations", new { policy = "programme: draft" }, 400),
            ("POST", "/api/simulations", "/api/simulations", new { programme = "shop", version = "2" }, 404),
            ("POST", "/api/simulations", "/api/simulations", new { programme = "shop", version = "1", period = "2020-Q1" }, 422),
            ("GET", "/api/health/live", "/api/health/live", null, 200),
            ("GET", "/api/health/ready", "/api/health/ready", null, 200),
        })
        {
            using var answer = await served.SendAsync(new HttpMethod(method), address, body);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(expected == (int)answer.StatusCode, $"{method} {address}: {answer.StatusCode} {text}");
            Assert.Empty(Faults(method, path, answer, text));
        }
    }

    [Fact]
    public void TheCheckerOfAnswersFindsWhatIsWrong()
    {
        var schema = JsonNode.Parse("""{"type":"object","required":["a"],"properties":{"a":{"type":["integer","null"]},"b":{"enum":["x"]},"c":{"type":"array","items":{"type":"string"}}}}""")!;
        Assert.Empty(Described.Faults(schema, JsonNode.Parse("""{"a":null,"b":"x","c":["y"]}""")));
        foreach (var wrong in new[] { "[]", "{}", """{"a":1.5}""", """{"a":1,"b":"y"}""", """{"a":1,"c":[1]}""", """{"a":1,"d":1}""" })
            Assert.Single(Described.Faults(schema, JsonNode.Parse(wrong)));
    }

    [Fact]
    public async Task TwoThousandRequestsBreakNothing()
    {
        await using var served = await Assessed.ShopAsync(new Dictionary<string, string?>
        {
            [FunctionKeys.FunctionSetting] = Served.FunctionKey, [FunctionKeys.AdminSetting] = Served.AdminKey, [Settings.RequestsPerSecond] = "100000",
        });
        var random = new Random(20260930);
        var operations = Described.Operations.ToList();
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < 2000; i++)
        {
            var (method, path, operation) = operations[random.Next(operations.Count)];
            using var request = new Fuzz(Described, random).Request(method, path, operation);
            var sent = $"{request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
            using var answer = await served.Client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var status = (int)answer.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, $"{status} {sent}: {text}");
            if (status < 400) continue;
            Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{status} {sent}: {text}");
            Assert.True(!text.Contains("   at ", StringComparison.Ordinal) && !text.Contains("Exception", StringComparison.Ordinal), $"{status} {sent}: {text}");
        }
        // Neither all refused nor all let through.
        Assert.True(statuses.GetValueOrDefault(200) > 100 && statuses.Where(status => status.Key >= 400).Sum(status => status.Value) > 500, string.Join(", ", statuses));
    }

    private static object Decision(string id, string store) => new { id, programme = "shop", store, shuts = new[] { "gold" }, by = "Ana", reason = "why", from = "2025-10-01", until = "2026-01-01" };

    private static IEnumerable<string> Faults(string method, string path, HttpResponseMessage answer, string text)
    {
        var operation = Described.Operations.Single(one => one.Method == method && one.Path == path).Operation;
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (operation["responses"]![status] is not { } response) return [$"{method} {path}: {status} is not described"];
        var media = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (Described.Resolve(response)["content"]?[media]?["schema"] is not { } schema) return [$"{method} {path} {status}: {media} is not described"];
        return Described.Faults(schema, JsonNode.Parse(text)).Select(fault => $"{method} {path} {status} {fault}");
    }
}
