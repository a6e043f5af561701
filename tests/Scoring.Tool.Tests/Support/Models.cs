namespace Scoring.Tool.Tests.Support;

/// <summary>The models that the tests score with.</summary>
internal static class Models
{
    public const string TaxiColumns = "vendorid,weekday_n,pickuphour,passenger,distance";

    /// <summary>features f32[N,5] to fare f32[N,1].</summary>
    public static string Taxi => PathOf("taxi-gbdt");

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Models", $"{name}.onnx");

    /// <summary>A model that answers what it is given.</summary>
    public static string WriteEcho(TempFolder folder, string type) => folder.Write("echo.onnx", ModelWriter.Of("Identity", type, type).ToBytes());
}
