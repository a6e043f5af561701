namespace Scoring.Http.Protocols;

/// <summary>The key under which an MLflow server is sent rows, and with it their layout.</summary>
public enum MLflowInput
{
    /// <summary>Names once and arrays of values: <c>dataframe_split</c>. Keeps the order of columns.</summary>
    DataframeSplit,

    /// <summary>Records: <c>dataframe_records</c>.</summary>
    DataframeRecords,

    /// <summary>TensorFlow Serving's row form: <c>instances</c>.</summary>
    Instances,

    /// <summary>TensorFlow Serving's column form: <c>inputs</c>.</summary>
    Inputs,
}
