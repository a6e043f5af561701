using System.CommandLine;
using Scoring.Benchmarks.Adaptive;
using Scoring.Benchmarks.Adaptive.Models;
using Scoring.Benchmarks.Adaptive.Results;
using Scoring.Benchmarks.BindingCost;
using Scoring.Benchmarks.BindingCost.Results;
using Scoring.Benchmarks.Http;
using Scoring.Benchmarks.Http.Results;
using Scoring.Benchmarks.Http.Serving;
using Scoring.Benchmarks.Json;
using Scoring.Benchmarks.LocalOnnx;
using Scoring.Benchmarks.Publishing;
using Scoring.Benchmarks.Telemetry;
using Scoring.Benchmarks.Tuner;
using Scoring.Benchmarks.Tuner.Results;

const string Command = "dotnet run -c Release --project benchmarks/Scoring.Benchmarks";
const string Local = "A", Adaptive = "B", Json = "C", Http = "D", Tuner = "E", BindingsAndTelemetry = "F";
const int PairsPerRound = 40, SlicesPerWindow = 4;
var table = new Option<string>("--table") { Description = "A: the local client against the C API. B: the adaptive client against the best fixed setting. C: JSON for frames against what .NET brings along. D: the HTTP client against the usual way. E: the tuner against an exhaustive grid. F: rows written into a batch, and what telemetry costs.", DefaultValueFactory = _ => Local }.AcceptOnlyFromAmong(Local, Adaptive, Json, Http, Tuner, BindingsAndTelemetry);
var rounds = new Option<int?>("--rounds") { Description = "Interleaved rounds; the median counts. 9 for table A, C, E and F, 7 for B and D." };
var window = new Option<int?>("--window") { Description = "Milliseconds of one measurement. 300 for table A, 250 for B and E, 40 for C, 500 for D, 40 for the rows of F; its telemetry is measured in slices of a quarter of it, of 25 when left out, and in 40 pairs of them to a round." };
var only = new Option<string?>("--model") { Description = "One model only. Table E keeps those that are in the folder of --output already." }.AcceptOnlyFromAmong([.. LocalOnnxSuite.ModelNames.Union(ServedModels.Names)]);
Option<string[]> cases = new Option<string[]>("--case") { Description = "Some cases of table A or D only; the others of D are taken from the http.json in --output.", AllowMultipleArgumentsPerToken = true }.AcceptOnlyFromAmong([.. LocalOnnxSuite.Cases, .. HttpSuite.Cases]);
var output = new Option<string?>("--output") { Description = "A folder for the table as text and JSON, such as benchmarks/results." };
var publish = new Option<string?>("--publish") { Description = "Measures nothing: makes the README's table and picture from this local-onnx.json. Run it in the repository's root." };
var root = new RootCommand("Measures the local ONNX client against the C API it stands on, the adaptive client against fixed settings, JSON for frames against System.Text.Json, the HTTP client against HttpClient, and the tuner against an exhaustive grid.") { table, rounds, window, only, cases, output, publish };
root.SetAction(async arguments =>
{
    if (arguments.GetValue(publish) is { } file) Publish(ResultsFile.Read(file));
    else if (arguments.GetValue(table) == Adaptive) await MeasureAdaptiveAsync(arguments);
    else if (arguments.GetValue(table) == Json) await MeasureJsonAsync(arguments);
    else if (arguments.GetValue(table) == Http) await MeasureHttpAsync(arguments);
    else if (arguments.GetValue(table) == BindingsAndTelemetry) await MeasureBindingsAndTelemetryAsync(arguments);
    else if (arguments.GetValue(table) == Tuner) await MeasureTunerAsync(arguments);
    else await MeasureLocalAsync(arguments);
});
return await root.Parse(args).InvokeAsync();

async Task MeasureLocalAsync(ParseResult arguments)
{
    string[] chosen = arguments.GetValue(cases) is { Length: > 0 } some ? some : LocalOnnxSuite.Cases;
    var suite = new LocalOnnxSuite(Command, chosen, arguments.GetValue(only), arguments.GetValue(rounds) ?? 9, TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 300));
    LocalOnnxResults results = await suite.RunAsync();
    results = results with { Budget = Budgets.Compare(results) };
    Write(arguments.GetValue(output), "local-onnx", ResultsText.Create(results), results);
}

async Task MeasureAdaptiveAsync(ParseResult arguments)
{
    var suite = new AdaptiveSuite($"{Command} -- --table {Adaptive}", arguments.GetValue(only), arguments.GetValue(rounds) ?? 7, TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 250));
    AdaptiveResults results = await suite.RunAsync();
    results = results with { Budget = AdaptiveBudgets.Compare(results) };
    Write(arguments.GetValue(output), "adaptive", AdaptiveText.Create(results), results);
}

async Task MeasureJsonAsync(ParseResult arguments)
{
    (int repeated, TimeSpan time) = (arguments.GetValue(rounds) ?? 9, TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 40));
    var suite = new JsonSuite($"{Command} -- --table {Json}", repeated, time);
    if (await suite.RunAsync() is not { } results) return;
    results = results with { Budget = JsonBudgets.Compare(results) };
    Write(arguments.GetValue(output), "json", JsonText.Create(results), results);
}

async Task MeasureBindingsAsync(ParseResult arguments)
{
    var suite = new BindingSuite($"{Command} -- --table {BindingsAndTelemetry}", arguments.GetValue(rounds) ?? 9, TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 40));
    BindingResults results = await suite.RunAsync();
    results = results with { Budget = BindingBudgets.Compare(results) };
    Write(arguments.GetValue(output), "bindings", BindingText.Create(results), results);
}

async Task MeasureHttpAsync(ParseResult arguments)
{
    if (ServerProcess.IsThis)
    {
        await BenchmarkServer.RunAsync();
        return;
    }

    var suite = new HttpSuite($"{Command} -- --table {Http}", arguments.GetValue(rounds) ?? 7, TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 500));
    string[] chosen = arguments.GetValue(cases) is { Length: > 0 } some ? some : HttpSuite.Cases;
    HttpResults? before = chosen.Length < HttpSuite.Cases.Length ? ResultsFile.Read<HttpResults>(Path.Combine(arguments.GetValue(output) ?? "", "http.json")) : null;
    HttpResults results = await suite.RunAsync(chosen, before);
    results = results with { Budget = HttpBudgets.Compare(results) };
    Write(arguments.GetValue(output), "http", HttpText.Create(results), results);
}

async Task MeasureBindingsAndTelemetryAsync(ParseResult arguments)
{
    await MeasureBindingsAsync(arguments);
    await MeasureTelemetryAsync(arguments);
}

async Task MeasureTelemetryAsync(ParseResult arguments)
{
    var suite = new TelemetrySuite($"{Command} -- --table {BindingsAndTelemetry}", PairsPerRound * (arguments.GetValue(rounds) ?? 9), TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 100) / SlicesPerWindow);
    TelemetryResults results = await suite.RunAsync();
    Write(arguments.GetValue(output), "telemetry", TelemetryText.Create(results), results);
}

async Task MeasureTunerAsync(ParseResult arguments)
{
    (string? model, string? folder) = (arguments.GetValue(only), arguments.GetValue(output));
    string command = $"{Command} -- --table {Tuner}{(model is null ? "" : " --model NAME --output DIR")}";
    var suite = new TunerSuite(command, model, arguments.GetValue(rounds) ?? 9, TimeSpan.FromMilliseconds(arguments.GetValue(window) ?? 250));
    TunerResults? earlier = model is null || folder is null ? null : ResultsFile.Find<TunerResults>(Path.Combine(folder, "tuner.json"));
    TunerResults results = (await suite.RunAsync()).With(earlier, TunedModel.IndexOf);
    results = results with { Budget = TunerBudgets.Compare(results) };
    Write(folder, "tuner", TunerText.Create(results), results);
}

static void Write<T>(string? folder, string name, string text, T results)
{
    Console.WriteLine(text);
    if (folder is null) return;
    Directory.CreateDirectory(folder);
    File.WriteAllText(Path.Combine(folder, $"{name}.md"), text);
    ResultsFile.Write(Path.Combine(folder, $"{name}.json"), results);
}

static void Publish(LocalOnnxResults results)
{
    File.WriteAllText("README.md", ReadmeTable.Place(File.ReadAllText("README.md"), results));
    File.WriteAllText(Path.Combine("docs", "images", "many-rows.svg"), BarChart.Create(results));
}
