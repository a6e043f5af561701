using Scoring.Onnx;
using Scoring.Records;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.ModelChecks;

/// <summary>What outputs of one map per row cost: they are unpacked row by row.</summary>
internal static class ZipMapCheck
{
    private const double WorthMending = 0.1;
    private const string Remedy = "Export the model without it (skl2onnx: options={'zipmap': False}), or leave it out of OnnxScoringOptions.Outputs.";

    /// <returns>The outputs that are maps, by name.</returns>
    public static string[] NamesIn(OnnxModelInfo model) =>
        [.. model.Outputs.Where(static output => output.Type.StartsWith("sequence", StringComparison.Ordinal)).Select(static output => output.Name)];

    public static Finding NotMeasured(IReadOnlyList<string> maps) => Finding.Note(Topics.ZipMap, $"{Outputs(maps)} a ZipMap; what it costs was not measured.", $"{Remedy} Give --sample FILE to measure it.");

    /// <param name="client">The model with all its outputs.</param>
    /// <param name="bare">The same without its maps.</param>
    /// <param name="maps">Their names.</param>
    /// <param name="rows">What is run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Finding> MeasureAsync(
        IScoringClient client, IScoringClient bare, IReadOnlyList<string> maps, RecordBatch rows, TimeProvider time, CancellationToken cancellationToken)
    {
        int count = rows.RowCount;
        TimeSpan[] medians = await RunTimes.MediansAsync([client, bare], rows, time, cancellationToken).ConfigureAwait(false);
        return Judge(maps, count, medians[0], medians[1]);
    }

    internal static Finding Judge(IReadOnlyList<string> maps, int rows, TimeSpan with, TimeSpan without)
    {
        double share = Math.Max(0, 1 - (without / with));
        string text = $"{Outputs(maps)} a ZipMap: {Numbers.Count(rows, "row")} take {Numbers.Time(with)} with it and {Numbers.Time(without)} without, so it is {Numbers.Percent(share)} of the time.";
        return share >= WorthMending ? Finding.Problem(Topics.ZipMap, text, Remedy) : Finding.Note(Topics.ZipMap, text, Remedy);
    }

    private static string Outputs(IReadOnlyList<string> maps) => maps.Count == 1 ? $"Output '{maps[0]}' is" : $"Each of the outputs {string.Join(", ", maps.Select(static name => $"'{name}'"))} is";
}
