using System.Text;

namespace Scoring.Json.Reading.Forms;

/// <summary>The keys that servers put around rows. Compared without case, as Azure ML alone has result, Results and results.</summary>
internal static class FrameKeys
{
    /// <summary>Azure ML (Results, result, data, Inputs, WebServiceOutput0), classic (output1, value, Values, ColumnNames), MLflow, TensorFlow Serving, Open Inference.</summary>
    private static readonly (byte[] Key, FrameKey Meaning)[] s_keys =
    [
        .. Of(FrameKey.Wrapper, "predictions", "outputs", "result", "results", "WebServiceOutput0", "output1", "value", "prediction", "output", "scores", "instances", "inputs"),
        .. Of(FrameKey.Wrapper, "WebServiceInput0", "input1", "dataframe_split", "dataframe_records", "input_data", "rows", "records"),
        .. Of(FrameKey.Data, "data", "Values"),
        .. Of(FrameKey.Columns, "columns", "ColumnNames"),
        .. Of(FrameKey.Error, "error"),
        .. Of(FrameKey.Message, "message", "error_code", "error_message", "errorMessage", "detail", "details", "exception"),
    ];

    public static FrameKey Classify(ReadOnlySpan<byte> key)
    {
        foreach ((byte[] known, FrameKey meaning) in s_keys)
        {
            if (known.Length == key.Length && Ascii.EqualsIgnoreCase(known, key)) return meaning;
        }

        return FrameKey.Unknown;
    }

    private static IEnumerable<(byte[] Key, FrameKey Meaning)> Of(FrameKey meaning, params string[] keys) =>
        keys.Select(key => (Encoding.ASCII.GetBytes(key), meaning));
}
