namespace Scoring.Tests.Records.Model;

/// <summary>One step of a random use of batches. The numbers are taken modulo what there is to choose from, so every sequence makes sense.</summary>
public sealed record Operation(int Kind, int Target, int First, int Second)
{
    /// <summary>Kinds from here on say the same as a lower one.</summary>
    public const int Kinds = 12;
}
