using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Documents;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pages.Simulations;

/// <summary>A simulation as one HTML document without scripts.</summary>
public static class SimulationReport
{
    public static Task<string> RenderAsync(Simulation simulation, Policy draft) => Document.RenderAsync<SimulationPage>(new Dictionary<string, object?>
    {
        [nameof(SimulationPage.Simulation)] = simulation,
        [nameof(SimulationPage.Draft)] = draft,
    });
}
