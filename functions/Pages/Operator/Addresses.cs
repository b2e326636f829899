using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Operator;

/// <summary>Where the operator's pages are.</summary>
public static class Addresses
{
    public const string Runs = "/operator";
    public const string Stores = "/operator/stores";
    public const string Cases = "/operator/cases";
    public const string Policies = "/operator/policies";
    public const string Simulation = "/operator/simulation";
    public const string Rulings = "/operator/rulings";
    public const string Exemptions = Rulings + "/exemptions";
    public const string Decisions = Rulings + "/decisions";

    public static string Of(RunKey run) => $"/operator/runs/{Uri.EscapeDataString(run.ToString())}";

    public static string MovementsOf(RunKey run) => Of(run) + "/movements";

    public static string ReportOf(RunKey run) => Of(run) + "/report";

    public static string StoresOf(RunKey run) => $"{Stores}?run={Uri.EscapeDataString(run.ToString())}";

    /// <param name="store">The store's id, or the key of a product: its store's card lists it.</param>
    public static string CardOf(string store) => $"/stores/{Uri.EscapeDataString(SubjectKey.StoreOf(store))}";

    public static string Of(CaseKey one) => $"{Cases}/{Uri.EscapeDataString(one.ToString())}";

    public static string Of(Policy policy) => $"{Policies}/{Uri.EscapeDataString(policy.Programme)}?version={Uri.EscapeDataString(policy.Version)}";
}
