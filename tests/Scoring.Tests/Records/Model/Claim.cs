namespace Scoring.Tests.Records.Model;

/// <summary>One hold on memory, by a renter or a share; borrowed slices live as long as the claim they were cut from.</summary>
internal sealed class Claim
{
    public bool IsAlive { get; set; } = true;
}
