namespace TierFunctions.Pages.Operator;

/// <summary>Something in a policy that is legal but odd.</summary>
/// <param name="Severity">Info, Warning or Error.</param>
public sealed record OddPart(int Line, string Severity, string Where, string Why);
