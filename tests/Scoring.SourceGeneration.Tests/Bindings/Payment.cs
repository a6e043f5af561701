using Scoring.Bindings;

namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>How a trip is paid; its values are not those of its order.</summary>
public enum Payment : long
{
    Cash = 3,

    [Column("CREDIT card")]
    Card = -1,

    Voucher = 40,
}
