using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scoring.DependencyInjection;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.DependencyInjection;

/// <summary>Services with a configuration that a test may change.</summary>
internal sealed class ServiceFixture : IAsyncDisposable
{
    private readonly IConfigurationRoot _configuration;
    private readonly MemoryConfigurationProvider _settings = new(new MemoryConfigurationSource());
    private ServiceProvider? _provider;

    public ServiceFixture(params (string Key, string Value)[] settings)
    {
        foreach ((string key, string value) in settings) _settings.Set(key, value);
        _configuration = new ConfigurationRoot([_settings]);
        Services.AddSingleton<IConfiguration>(_configuration);
        Services.AddSingleton<ILoggerFactory>(Loggers);
    }

    public IConfiguration Configuration => _configuration;

    public ServiceCollection Services { get; } = [];

    public RecordingLoggers Loggers { get; } = new();

    public ScriptedLeaf Leaf { get; } = new();

    public IServiceProvider Provider => _provider ??= Services.BuildServiceProvider();

    public IScoringClient<long, long> Client => Provider.GetRequiredService<IScoringClient<long, long>>();

    /// <summary>What is wrong when the application starts.</summary>
    public string StartProblem => Assert.Throws<OptionsValidationException>(Provider.GetRequiredService<IStartupValidator>().Validate).Message;

    public void Start() => Provider.GetRequiredService<IStartupValidator>().Validate();

    public ScoringClientServiceBuilder<long, long> AddClient(string? name = "fares") => Services.AddScoringClient<long, long>(name).UseLeaf("fake", _ => Leaf);

    public void Set(string key, string value)
    {
        _settings.Set(key, value);
        _configuration.Reload();
    }

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;
}
