namespace Scoring.Tests.Bindings;

/// <summary>A score as a struct.</summary>
internal struct Verdict
{
    public bool IsFraud;
    public double Probability;
}
