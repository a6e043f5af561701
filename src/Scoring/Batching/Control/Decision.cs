using System.Globalization;

namespace Scoring.Batching.Control;

/// <summary>A decision, kept as numbers: it becomes words when somebody asks.</summary>
/// <param name="At">When, in seconds.</param>
/// <param name="Kind">What and why.</param>
/// <param name="From">The value before.</param>
/// <param name="To">The value from then on, or the one that was tried.</param>
/// <param name="First">What the reason is made of: seconds, rows per second, rows, a status or a factor, which is NaN where it did not become clear.</param>
/// <param name="Second">As before.</param>
internal readonly record struct Decision(double At, DecisionKind Kind, int From, int To, double First, double Second)
{
    public override string ToString() => Kind switch
    {
        DecisionKind.OverBudget => Text($"cap {From} → {To}: p99 {Milliseconds(First)} ms over the budget of {Milliseconds(Second)} ms"),
        DecisionKind.BetterRate => Text($"cap {From} → {To}: {Second:0} rows/s instead of {First:0} per request in flight"),
        DecisionKind.ParallelAccepted => Text($"parallel requests {From} → {To}: each takes {First:0.00} times as long"),
        DecisionKind.ParallelRejected when double.IsNaN(First) => Text($"parallel requests stay {From}: it did not become clear how long each takes with {To}"),
        DecisionKind.ParallelRejected => Text($"parallel requests stay {From}: with {To} each takes {First:0.00} times as long"),
        DecisionKind.Retreat => Text($"parallel requests {From} → {To}: not even one row is within the budget with {From}; learning again"),
        DecisionKind.Drift => Text($"the model takes {First:0.00} times as long as before: learning again"),
        DecisionKind.Overloaded when First == 0 => Text($"parallel requests {From} → {To}: no answer in time, the endpoint is overloaded"),
        DecisionKind.Overloaded => Text($"parallel requests {From} → {To}: status {First:0}, the endpoint is overloaded"),
        DecisionKind.TimedOut => Text($"cap {From} → {To}: requests of {First:0} rows were not answered in time, one of {Second:0} was"),
        DecisionKind.LargerAccepted => Text($"cap up to {To} again, not {From}: a request of {First:0} rows was tried and answered"),
        DecisionKind.StillTooLarge => Text($"cap stays {From}: a request of {First:0} rows is still too large; the next try comes after {Second:0} full requests"),
        DecisionKind.SettingsChanged => Text($"cap {From} → {To}: the settings were changed"),
        DecisionKind.StaleProfile => "the tuning profile is of another model or class of machine: its times are corrected as the client runs",
        _ => Text($"cap {From} → {To}: a request of {First:0} rows was too large"),
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("0.#", CultureInfo.InvariantCulture);
}
