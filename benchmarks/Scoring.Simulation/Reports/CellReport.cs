namespace Scoring.Simulation.Reports;

/// <summary>What a policy reached on a cell, beside the oracle.</summary>
internal sealed record CellReport
{
    /// <summary>Which cell of its set.</summary>
    public required int Number { get; init; }

    public required string Profile { get; init; }

    public required string Kind { get; init; }

    public required string Scenario { get; init; }

    /// <summary>Rows per second.</summary>
    public required double Capacity { get; init; }

    /// <summary>Rows in time per second.</summary>
    public required double Goodput { get; init; }

    /// <summary>The oracle's.</summary>
    public required double Oracle { get; init; }

    /// <summary>Goodput as a share of the oracle's, at most 1.</summary>
    public required double Ratio { get; init; }

    /// <summary>Milliseconds; not a number when nothing was served.</summary>
    public required double P99 { get; init; }

    public required double OracleP99 { get; init; }

    /// <summary>Most rows in one of the last requests.</summary>
    public required int Cap { get; init; }

    /// <summary>Most requests in flight, of the last ones.</summary>
    public required int K { get; init; }

    /// <summary>Rows per request.</summary>
    public required double MeanBatch { get; init; }

    /// <summary>Goodput ÷ capacity under overload; null elsewhere, and where the capacity varies.</summary>
    public double? Useful { get; init; }

    /// <summary>The oracle's.</summary>
    public double? OracleUseful { get; init; }

    /// <summary>Requests until 90 % of the oracle's throughput, in a closed loop that began from nothing; null elsewhere.</summary>
    public int? Convergence { get; init; }

    /// <summary>Whether it stands for an endpoint.</summary>
    public required bool IsRemote { get; init; }

    /// <summary>Whether it is one of the kinds that are only reported.</summary>
    public required bool IsExtra { get; init; }

    public required IReadOnlyDictionary<string, RivalCell> Rivals { get; init; }
}
