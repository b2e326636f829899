using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Runs;

/// <summary>A policy with the document it was read from.</summary>
/// <param name="Sha256">SHA-256 of the document's UTF-8 text, lower-case hexadecimal.</param>
public sealed record PolicyText(Policy Policy, string Text, string Sha256);

/// <summary>The policy documents of a marketplace.</summary>
public interface IPolicies
{
    /// <summary>The version of a programme that judges a period. Throws <see cref="PolicyNotFoundException"/> where there is none.</summary>
    Task<PolicyText> InForceAsync(string programme, Period period, CancellationToken cancellationToken);

    /// <summary>Reads a document that was read without mistakes before.</summary>
    PolicyText Read(string text);
}

/// <summary>No policy, or no readable one, judges a programme in a period. The message says what was looked at.</summary>
public sealed class PolicyNotFoundException(string message) : Exception(message);
