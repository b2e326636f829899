using System.Text.Json.Serialization;

namespace TierFunctions.App.Api;

/// <summary>What is asked for with <c>POST /api/runs</c>.</summary>
/// <param name="Metrics">Blobs or folders of the metrics container; where they are dropped, <c>programme/period</c>, if left out.</param>
/// <param name="Revise">Why a period that has been assessed is to be assessed again.</param>
/// <param name="OverrideGate">Why a run that the quality gate stopped is to go on.</param>
public sealed record RunRequest(string Programme, string Period, IReadOnlyList<string>? Metrics = null, string? Revise = null, string? OverrideGate = null);

/// <summary>Why something is done that the rules would not do by themselves.</summary>
public sealed record ReasonRequest(string Reason);

/// <summary>A what-if about one store.</summary>
/// <param name="Store">The store; in the address where there is one.</param>
/// <param name="Product">Which of the store's products, where the programme judges those; what it holds is then known.</param>
/// <param name="Period">The period whose frozen benchmarks are the limits; the latest that is completed, if left out.</param>
/// <param name="PolicyVersion">The version that judges; the one that judged that period, if left out.</param>
/// <param name="Readings">Metric names and readings.</param>
/// <param name="Keep">Whether the question and its answer are kept, as a record of their own.</param>
public sealed record CheckRequest(string Programme, JsonPart Readings, string? Store = null, string? Period = null, string? PolicyVersion = null, string? Product = null, bool Keep = false);

public sealed record ChecksRequest(IReadOnlyList<CheckRequest> Checks);

/// <summary>For how many days a merchant's link is good.</summary>
public sealed record LinkRequest(int Days);

/// <summary>A simulation of a draft: its text, or a version among the policies.</summary>
/// <param name="Policy">The text of a policy's document.</param>
/// <param name="Period">An assessed period; the latest, if left out.</param>
public sealed record SimulationRequest(string? Policy = null, string? Programme = null, string? Version = null, string? Period = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(ChecksRequest))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(SimulationRequest))]
[JsonSerializable(typeof(CaseOpening))]
[JsonSerializable(typeof(CaseAssignment))]
[JsonSerializable(typeof(CaseMove))]
[JsonSerializable(typeof(CaseScore))]
[JsonSerializable(typeof(CasePaper))]
[JsonSerializable(typeof(CaseStore))]
internal sealed partial class RequestJson : JsonSerializerContext;
