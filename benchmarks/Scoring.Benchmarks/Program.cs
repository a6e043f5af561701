using System.CommandLine;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Measuring;
using Scoring.Onnx.Native;

const string Command = "dotnet run -c Release --project benchmarks/Scoring.Benchmarks";
var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the median counts.", DefaultValueFactory = _ => 15 };
var window = new Option<int>("--window") { Description = "Milliseconds of one measurement.", DefaultValueFactory = _ => 200 };
var output = new Option<string?>("--output") { Description = "A folder for local-onnx.md and local-onnx.json." };
var root = new RootCommand("Measures the local ONNX client against the C API it stands on.") { rounds, window, output };
root.SetAction(async arguments =>
{
    (int count, TimeSpan time) = (arguments.GetValue(rounds), TimeSpan.FromMilliseconds(arguments.GetValue(window)));
    (IModelCase Model, ManyRowsBudget Budget)[] cases =
    [
        (new ModelCase<Row20, float>("gbdt_reg20", Row20.Length, 1, RowBindings.PerRow20, RowBindings.Fluent20), new ManyRowsBudget(.95, .98, .95)),
        (new ModelCase<Row32, float>("mlp32", Row32.Length, 1, RowBindings.PerRow32, RowBindings.Fluent32), new ManyRowsBudget(.90, .95, .68)),
        (new ModelCase<Row4, (float, float, float)>("logreg4", 4, 3, RowBindings.PerRow4, RowBindings.Fluent4), new ManyRowsBudget(.60, .75, .50)),
    ];
    var results = new List<Result>();
    foreach ((IModelCase model, _) in cases) results.AddRange(await LeafBenchmark.RunAsync(model, count, time));
    foreach ((IModelCase model, ManyRowsBudget budget) in cases) results.AddRange(await ManyRowsBenchmark.RunAsync(model, budget, 2048, count, time));
    foreach ((IModelCase model, _) in cases) results.AddRange(await ManyRowsBenchmark.RunAsync(model, new ManyRowsBudget(0, 0, 0), 200, count, time));

    MachineInfo machine = MachineInfo.Read(OrtLibrary.Get(null).Version);
    string text = Report.ToMarkdown("Local ONNX", Command, machine, results);
    Console.WriteLine(text);
    if (arguments.GetValue(output) is not { } folder) return;
    Directory.CreateDirectory(folder);
    await File.WriteAllTextAsync(Path.Combine(folder, "local-onnx.md"), text);
    await File.WriteAllTextAsync(Path.Combine(folder, "local-onnx.json"), Report.ToJson("Local ONNX", Command, machine, results));
});
return await root.Parse(args).InvokeAsync();
