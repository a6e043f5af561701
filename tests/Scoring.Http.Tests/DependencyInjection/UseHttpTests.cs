using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scoring.Http.Protocols;
using Scoring.Http.Tests.Servers;
using Scoring.Testing;

namespace Scoring.Http.Tests.DependencyInjection;

public sealed class UseHttpTests : IAsyncDisposable
{
    private readonly ConfigurationManager _configuration = new();
    private readonly ServiceCollection _services = [];
    private ServiceProvider? _provider;

    public UseHttpTests() => _services.AddSingleton<IConfiguration>(_configuration);

    private ServiceProvider Provider => _provider ??= _services.BuildServiceProvider();

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Endpoint_protocol_and_key_are_those_of_the_configuration_and_a_new_key_is_used()
    {
        await using ScriptedServer scripted = await ScriptedServer.StartAsync();
        scripted.On("POST /score", "[7]");
        var clock = new ManualTimeProvider();
        _services.AddSingleton<TimeProvider>(clock);
        Set(("Endpoint", new Uri(scripted.Server.Address, "score").ToString()), ("Protocol", "azureml"), ("ApiKey", "first"), ("Http:AttemptTimeout", "5s"));
        _services.AddScoringClient<double, double>("fares").UseHttp("Scoring:Fares", static options => options.Signature = Signatures.Number);
        IScoringClient<double, double> client = Provider.GetRequiredService<IScoringClient<double, double>>();

        Assert.Equal(7, await client.ScoreAsync(1.0));
        Assert.Equal("Bearer first", scripted.Posted.Headers["Authorization"]);
        Set(("ApiKey", "second"));
        clock.Advance(TimeSpan.FromMinutes(1));
        await client.ScoreAsync(1.0);
        Assert.Equal("Bearer second", scripted.Posted.Headers["Authorization"]);
    }

    [Fact]
    public async Task Client_is_the_one_of_the_factory_with_its_handlers()
    {
        await using ScriptedServer scripted = await ScriptedServer.StartAsync();
        scripted.On("POST /", "[7]");
        _services.AddTransient<MarkingHandler>();
        _services.AddScoringClient<double, double>("fares")
            .UseHttp(scripted.Server.Address, new PlainProtocol(), static options => options.Signature = Signatures.Number, static client => client.AddHttpMessageHandler<MarkingHandler>());

        await Provider.GetRequiredService<IScoringClient<double, double>>().ScoreAsync(1.0);
        Assert.Equal("yes", scripted.Posted.Headers["X-Marked"]);
    }

    [Theory]
    [InlineData("Endpoint", "here", "Scoring:Fares:Endpoint must be an address that begins with http:// or https://.")]
    [InlineData("Endpoint", "", "Scoring:Fares:Endpoint is missing; it must be an address that begins with http:// or https://.")]
    [InlineData("Http:AttemptTimout", "1s", "Scoring:Fares:Http:AttemptTimout is no setting of section Scoring:Fares:Http; the nearest one is AttemptTimeout. What belongs to the application needs a section of its own.")]
    [InlineData("Protocol", "SOAP", "Scoring:Fares:Protocol is 'SOAP'; it must be one of AzureML, Classic, MLflow, OpenInference, TensorFlowServing, Json.")]
    [InlineData("Http:AttemptTimeout", "0s", "Scoring:Fares:Http:AttemptTimeout is 00:00:00; it must be more than zero.")]
    [InlineData("Http:RequestCompression", "Zip", "Scoring:Fares:Http:RequestCompression is 'Zip'; it must be None, GZip, Brotli.")]
    public void Wrong_setting_is_an_error_at_the_start_that_names_its_key(string key, string value, string problem)
    {
        Set(("Endpoint", "https://example.com/score"), ("Protocol", "Json"), ("Http:ShutdownTimeout", "1s"), (key, value));
        _services.AddScoringClient<double, double>("fares").UseHttp("Scoring:Fares");

        Assert.Equal(problem, Assert.Throws<OptionsValidationException>(Provider.GetRequiredService<IStartupValidator>().Validate).Message);
    }

    [Fact]
    public async Task Size_of_the_body_is_measured_with_protocol_and_server()
    {
        await using ScriptedServer scripted = await ScriptedServer.StartAsync();
        scripted.On("POST /", "[7]");
        int port = scripted.Server.Address.Port;
        var heard = new List<long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "scoring.client.request.body.size") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, bytes, tags, _) =>
        {
            if (tags[0].Value is "JSON" && tags[2].Value is int server && server == port) heard.Add(bytes);
        });
        listener.Start();
        await using HttpScoringClient client = scripted.Server.Client(new PlainProtocol(), Signatures.Number);
        await Calls.ScoreAsync(client, Signatures.Numbers(1));

        Assert.Equal([scripted.Posted.Body.Length], heard);
        Assert.Equal("http", (await client.GetSignatureAsync(TestContext.Current.CancellationToken)).Transport);
    }

    private void Set(params (string Key, string Value)[] settings)
    {
        foreach ((string key, string value) in settings) _configuration[$"Scoring:Fares:{key}"] = value;
    }

    private sealed class MarkingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Marked", "yes");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
