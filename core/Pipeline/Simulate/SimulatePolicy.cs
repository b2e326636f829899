using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>Asks what a draft of a policy would make of a period that has been assessed.</summary>
/// <param name="Period">Null for the latest period of the programme that has been assessed.</param>
public sealed record SimulatePolicy(PolicyText Draft, Period? Period = null);

/// <summary>What came of simulating.</summary>
public abstract record SimulationResult
{
    private SimulationResult()
    {
    }

    public sealed record Done(Simulation Simulation) : SimulationResult;

    /// <summary>Why nothing can be compared with the draft.</summary>
    public sealed record Refused(string Reason) : SimulationResult;

    /// <summary>The programme has never been assessed, so nobody can move.</summary>
    public sealed record NothingStored(string Reason) : SimulationResult;
}
