using FsCheck;
using FsCheck.Fluent;

namespace Scoring.Tests.Isolation;

/// <summary>A request with bad rows.</summary>
/// <param name="Rows">Rows in the request.</param>
/// <param name="Bad">Which of them are bad, by ascending number.</param>
/// <param name="MaxCalls">The budget; null for the default.</param>
/// <param name="IsSameMessage">Whether every refusal reads the same.</param>
/// <param name="IsYielding">Whether answers come later than the call.</param>
internal sealed record IsolationCase(int Rows, long[] Bad, int? MaxCalls, bool IsSameMessage, bool IsYielding)
{
    public const string SameMessage = "There is a bad row.";

    public static Gen<IsolationCase> Any { get; } =
        from rows in Gen.Frequency((3, Gen.Choose(1, 12)), (2, Gen.Choose(13, 300)))
        from share in Gen.Elements(0, 1, 5, 30, 90, 100)
        from draws in Gen.ArrayOf(Gen.Choose(0, 99), rows)
        from single in Gen.Choose(0, rows - 1)
        from budget in Gen.Frequency((2, Gen.Constant((int?)null)), (2, Gen.Constant((int?)100_000)), (3, Gen.Choose(1, 40).Select(static calls => (int?)calls)))
        from isSameMessage in Gen.Elements(true, false)
        from isYielding in Gen.Elements(true, false)
        select new IsolationCase(rows, [.. Enumerable.Range(0, rows).Where(row => draws[row] < share || row == single).Select(static row => (long)row)], budget, isSameMessage, isYielding);

    /// <summary>The calls that are enough to find every bad row.</summary>
    public int EnoughCalls => 2 * Bad.Length * (LogUp((double)Rows / Bad.Length) + 1);

    /// <summary>The budget, its default spelled out.</summary>
    public int Budget => MaxCalls ?? ((2 * LogUp(Rows)) + 4);

    /// <summary>Whether the rows that are looked at when both halves are refused for the same reason are bad too.</summary>
    public bool LooksBadAsAWhole => IsSameMessage && Rows > 2 && Budget >= CallsToTell && Bad.Contains(382L * (Rows / 2) / 1000) && Bad.Contains((Rows / 2) + (618L * (Rows - (Rows / 2)) / 1000));

    /// <summary>Both halves, and a row of each that has several.</summary>
    private int CallsToTell => Rows == 3 ? 3 : 4;

    private static int LogUp(double value)
    {
        int log = 0;
        while (Math.Pow(2, log) < value) log++;
        return log;
    }
}
