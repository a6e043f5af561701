namespace Scoring.Tool.Endpoints;

/// <summary>The protocols as <c>--protocol</c> names them, and the layouts of rows.</summary>
internal static class ProtocolNames
{
    public const string AzureML = "azureml";
    public const string AzureMLInputs = "azureml-inputs";
    public const string Classic = "rrs";
    public const string MLflow = "mlflow";
    public const string TensorFlow = "tfserving";
    public const string OpenInference = "v2";
    public const string Plain = "plain";

    public const string Records = "records";
    public const string Values = "values";

    public static readonly string[] All = [AzureML, AzureMLInputs, Classic, MLflow, TensorFlow, OpenInference, Plain];

    public static string Join() => string.Join(", ", All);
}
