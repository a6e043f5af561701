using System.CommandLine;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Publishing;

const string Command = "dotnet run -c Release --project benchmarks/Scoring.Benchmarks";
var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds; the median counts.", DefaultValueFactory = _ => 9 };
var window = new Option<int>("--window") { Description = "Milliseconds of one measurement.", DefaultValueFactory = _ => 300 };
var only = new Option<string?>("--model") { Description = "One model only." }.AcceptOnlyFromAmong(LocalOnnxSuite.ModelNames);
Option<string[]> cases = new Option<string[]>("--case") { Description = "Some cases only.", AllowMultipleArgumentsPerToken = true }.AcceptOnlyFromAmong(LocalOnnxSuite.Cases);
var output = new Option<string?>("--output") { Description = "A folder for local-onnx.md and local-onnx.json, such as benchmarks/results." };
var publish = new Option<string?>("--publish") { Description = "Measures nothing: makes the README's table and picture from this local-onnx.json. Run it in the repository's root." };
var root = new RootCommand("Measures the local ONNX client against the C API it stands on.") { rounds, window, only, cases, output, publish };
root.SetAction(async arguments =>
{
    if (arguments.GetValue(publish) is { } file)
    {
        Publish(ResultsFile.Read(file));
        return;
    }

    string[] chosen = arguments.GetValue(cases) is { Length: > 0 } some ? some : LocalOnnxSuite.Cases;
    var suite = new LocalOnnxSuite(Command, chosen, arguments.GetValue(only), arguments.GetValue(rounds), TimeSpan.FromMilliseconds(arguments.GetValue(window)));
    LocalOnnxResults results = await suite.RunAsync();
    results = results with { Budget = Budgets.Compare(results) };
    Console.WriteLine(ResultsText.Create(results));
    if (arguments.GetValue(output) is { } folder) Write(folder, results);
});
return await root.Parse(args).InvokeAsync();

static void Write(string folder, LocalOnnxResults results)
{
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, "local-onnx.md"), ResultsText.Create(results));
    ResultsFile.Write(Path.Combine(folder, "local-onnx.json"), results);
}

static void Publish(LocalOnnxResults results)
{
    File.WriteAllText("README.md", ReadmeTable.Place(File.ReadAllText("README.md"), results));
    File.WriteAllText(Path.Combine("docs", "images", "many-rows.svg"), BarChart.Create(results));
}
