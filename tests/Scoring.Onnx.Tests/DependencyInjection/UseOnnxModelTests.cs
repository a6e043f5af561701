using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scoring.Onnx.Tests.Support;
using Scoring.Switching;
using Scoring.Testing;

namespace Scoring.Onnx.Tests.DependencyInjection;

public sealed class UseOnnxModelTests : IAsyncDisposable
{
    private readonly ConfigurationManager _configuration = new();
    private readonly ServiceCollection _services = [];
    private ServiceProvider? _provider;

    public UseOnnxModelTests() => _services.AddSingleton<IConfiguration>(_configuration);

    private ServiceProvider Provider => _provider ??= _services.BuildServiceProvider();

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Model_is_loaded_as_the_configuration_and_the_code_say()
    {
        _configuration["Churn:Onnx:Lanes"] = "3";
        _services.AddScoringClient<float[], (float, float, float)>("churn").BindConfiguration("Churn").UseOnnxModel(TestModels.PathOf("logreg4"), static options => options.MaxRowsPerRun = 5);
        IScoringClient<float[], (float, float, float)> client = Provider.GetRequiredService<IScoringClient<float[], (float, float, float)>>();

        (float first, float second, float third) = await client.ScoreAsync(new float[] { 1, 2, 3, 4 });
        Assert.Equal(1, first + second + third, 5);
        var info = (OnnxModelInfo)client.GetService(typeof(OnnxModelInfo))!;
        Assert.Equal((3, 5), (info.Lanes, info.RowsPerRun));
    }

    [Fact]
    public void Model_that_is_missing_is_an_error_at_the_start_that_names_where_it_should_be()
    {
        _services.AddScoringClient<float[], float>("churn").UseOnnxModel("no/such.onnx");

        Assert.Contains($"the model '{Path.GetFullPath("no/such.onnx")}' does not exist", StartProblem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_setting_is_an_error_at_the_start_that_names_its_key()
    {
        _configuration["Churn:Onnx:Lanes"] = "0";
        _services.AddScoringClient<float[], float>("churn").BindConfiguration("Churn").UseOnnxModel(TestModels.PathOf("logreg4"));

        Assert.Equal("Churn:Onnx:Lanes is 0; it must be 1 to 1024.", StartProblem());
    }

    [Fact]
    public async Task File_that_is_replaced_takes_over()
    {
        using var folder = new TempFolder();
        string path = folder.Combine("model.onnx");
        File.Copy(TestModels.PathOf("logreg4"), path);
        var clock = new ManualTimeProvider();
        _services.AddSingleton<TimeProvider>(clock);
        _services.AddScoringClient<float[], (float, float, float)>("churn")
            .UseOnnxModel(path)
            .UseHotSwap(watch: new ModelWatchOptions(TimeSpan.FromSeconds(1), TimeSpan.Zero));
        IScoringClient<float[], (float, float, float)> client = Provider.GetRequiredService<IScoringClient<float[], (float, float, float)>>();
        var model = (SwitchingScoringClient)client.GetService(typeof(SwitchingScoringClient))!;
        string before = model.Production.Version;

        File.Copy(TestModels.PathOf("logreg4"), path, overwrite: true);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.Run(async () =>
        {
            while (model.Production.Version == before) await Task.Yield();
        }).OrFail();
        await client.ScoreAsync(new float[] { 1, 2, 3, 4 });
    }

    private string StartProblem() => Assert.Throws<OptionsValidationException>(Provider.GetRequiredService<IStartupValidator>().Validate).Message;
}
