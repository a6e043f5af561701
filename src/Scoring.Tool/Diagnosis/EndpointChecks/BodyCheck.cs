using Scoring.Tool.Endpoints;
using Scoring.Tool.Reporting;

namespace Scoring.Tool.Diagnosis.EndpointChecks;

/// <summary>Whether requests as large as they may become are still taken.</summary>
internal static class BodyCheck
{
    private const double Near = 0.8;

    /// <summary>Of a classic web service, and of Azure Stream Analytics' functions.</summary>
    private const double ClassicLimit = 4e6;

    /// <summary>Triton's own default (--http-max-input-size).</summary>
    private const double OpenInferenceLimit = 64 << 20;

    /// <summary>The default of HttpScoringOptions.MaxRequestBytes.</summary>
    private const double ClientLimit = 100 << 20;

    /// <param name="protocol">As the command line names it.</param>
    /// <param name="one">Bytes of a request of one row.</param>
    /// <param name="many">Bytes of a request of several rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="maxBatch">The most rows of a request.</param>
    public static Finding Of(string protocol, long one, long many, int rows, int maxBatch)
    {
        double perRow = rows > 1 ? (many - one) / (double)(rows - 1) : one;
        double bytes = one + (perRow * (maxBatch - 1));
        (double limit, string whose) = LimitOf(protocol);
        int fits = (int)Math.Clamp((Near * limit - one) / Math.Max(perRow, 1) + 1, 1, ScoringClientOptions.MaxBatchCountCeiling);
        string text = $"{Numbers.Number(perRow)} bytes per row: {Numbers.Count(maxBatch, "row")} are {Numbers.Bytes(bytes)}, {Numbers.Percent(bytes / limit)} of {whose} ({Numbers.Bytes(limit)}).";
        string remedy = $"Send at most {Numbers.Count(fits, "row")} in a request: ScoringClientOptions.MaxBatchCount = {fits}, or MaxBatchBytes. --max-batch {fits} tries it here.";
        if (bytes > limit) return Finding.Problem(Topics.Body, text, remedy);
        return bytes > Near * limit ? Finding.Note(Topics.Body, text, remedy) : Finding.Ok(Topics.Body, text);
    }

    private static (double Limit, string Whose) LimitOf(string protocol) => protocol switch
    {
        ProtocolNames.Classic => (ClassicLimit, "what a classic web service takes"),
        ProtocolNames.OpenInference => (OpenInferenceLimit, "what Triton takes by default"),
        _ => (ClientLimit, "HttpScoringOptions.MaxRequestBytes, which is all that is known of a limit"),
    };
}
