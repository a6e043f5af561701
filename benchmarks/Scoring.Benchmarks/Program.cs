using System.CommandLine;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;
using Scoring.Benchmarks.Publishing;
using Scoring.Onnx.Native;

const string Command = "dotnet run -c Release --project benchmarks/Scoring.Benchmarks";
var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the median counts.", DefaultValueFactory = _ => 15 };
var window = new Option<int>("--window") { Description = "Milliseconds of one measurement.", DefaultValueFactory = _ => 200 };
var only = new Option<string?>("--model") { Description = "One model only: gbdt_reg20, mlp32 or logreg4." };
var output = new Option<string?>("--output") { Description = "A folder for local-onnx.md and local-onnx.json, such as benchmarks/results." };
var publish = new Option<string?>("--publish") { Description = "Measures nothing: makes the README's table and picture from this local-onnx.json. Run it in the repository's root." };
var root = new RootCommand("Measures the local ONNX client against the C API it stands on.") { rounds, window, only, output, publish };
root.SetAction(async arguments =>
{
    if (arguments.GetValue(publish) is { } file)
    {
        Publish(ResultsFile.Read(file));
        return;
    }

    LocalOnnxResults results = await MeasureAsync(arguments.GetValue(only), arguments.GetValue(rounds), TimeSpan.FromMilliseconds(arguments.GetValue(window)));
    Console.WriteLine(BudgetTable.Create(results));
    if (arguments.GetValue(output) is not { } folder) return;
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, "local-onnx.md"), BudgetTable.Create(results));
    ResultsFile.Write(Path.Combine(folder, "local-onnx.json"), results);
});
return await root.Parse(args).InvokeAsync();

static async Task<LocalOnnxResults> MeasureAsync(string? only, int rounds, TimeSpan window)
{
    IModelCase[] all =
    [
        new ModelCase<Row20, float>("gbdt_reg20", Row20.Length, 1, new PackedRowBinding<Row20>(Row20.Length), RowBindings.PerRow20, RowBindings.Fluent20, new ManyRowsBudget(.95, .98, .95)),
        new ModelCase<Row32, float>("mlp32", Row32.Length, 1, new PackedRowBinding<Row32>(Row32.Length), RowBindings.PerRow32, RowBindings.Fluent32, new ManyRowsBudget(.90, .95, .68)),
        new ModelCase<Row4, (float, float, float)>("logreg4", 4, 3, new PackedRowBinding<Row4>(4), RowBindings.PerRow4, RowBindings.Fluent4, new ManyRowsBudget(.60, .75, .50)),
    ];
    IModelCase[] models = [.. all.Where(model => only is null || model.Name == only)];
    var leaf = new List<LeafResult>();
    var many = new List<ManyRowsResult>();
    foreach (IModelCase model in models) leaf.Add(await LeafBenchmark.RunAsync(model, rounds, window));
    foreach (IModelCase model in models) many.Add(await ManyRowsBenchmark.RunAsync(model, RowCount.BudgetBatch, rounds, window));
    foreach (IModelCase model in models) many.Add(await ManyRowsBenchmark.RunAsync(model, RowCount.DefaultBatch, rounds, window));
    return new LocalOnnxResults(Command, MachineInfo.Read(OrtLibrary.Get(null).Version), rounds, leaf, many);
}

static void Publish(LocalOnnxResults results)
{
    File.WriteAllText("README.md", ReadmeTable.Place(File.ReadAllText("README.md"), results));
    File.WriteAllText(Path.Combine("docs", "images", "many-rows.svg"), BarChart.Create(results));
}
