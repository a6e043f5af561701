using Scoring.Benchmarks.LocalOnnx;

namespace Scoring.Benchmarks.Publishing;

/// <summary>What a measure must reach and what it aims at, by model.</summary>
public sealed class Budget
{
    private static readonly string[] s_models = ["gbdt_reg20", "mlp32", "logreg4"];

    /// <summary>One for each of the models, or one for all there are.</summary>
    private readonly double?[] _floors, _aims;

    private readonly bool _lowerIsBetter;
    private readonly int _digits;

    private Budget(bool lowerIsBetter, int digits, double?[] floors, double?[] aims)
    {
        _lowerIsBetter = lowerIsBetter;
        _digits = digits;
        _floors = floors;
        _aims = aims;
    }

    /// <summary>At least so much; one number for each of gbdt_reg20, mlp32 and logreg4, in this order.</summary>
    public static Budget AtLeast(int digits, double?[] floors, double?[] aims) => new(false, digits, floors, aims);

    /// <summary>At most so much, on all models alike.</summary>
    public static Budget AtMost(int digits, double? floor, double? aim) => new(true, digits, [floor], [aim]);

    /// <summary>At least so much, on all models alike.</summary>
    public static Budget AtLeast(int digits, double? floor, double? aim) => new(false, digits, [floor], [aim]);

    /// <summary>At most so much, on logreg4; other models are shown.</summary>
    public static Budget AtMostOnLogreg(int digits, double? floor, double? aim) => new(true, digits, [null, null, floor], [null, null, aim]);

    /// <summary>One line of the table from the results of one case.</summary>
    public BudgetRowResult Row<T>(string name, string measure, IEnumerable<T> results, Func<T, double> value)
        where T : IModelResult =>
        new(name, measure, _digits, _lowerIsBetter, [.. results.Select(result => ValueOf(result.Model, value(result)))]);

    private BudgetValueResult ValueOf(string model, double value)
    {
        int index = _floors.Length == 1 ? 0 : Array.IndexOf(s_models, model);
        double? floor = index < 0 ? null : _floors[index], aim = index < 0 ? null : _aims[index];
        double rounded = Math.Round(value, _digits);
        return new BudgetValueResult(model, value, floor, aim, _lowerIsBetter ? rounded > floor : rounded < floor);
    }
}
