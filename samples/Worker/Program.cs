using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Scoring;
using TaxiFares;
using Worker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddScoringClient<Trip, float>("fares")
    .BindConfiguration("Scoring:Fares")
    .UseOnnxModel(TaxiModel.Path)
    .UseRowIsolation()
    .UseOpenTelemetry();
builder.Services.AddSingleton(Channel.CreateBounded<Trip>(1_000));
builder.Services.AddHostedService<TripSource>();
builder.Services.AddHostedService<FareWorker>();
builder.Services.AddHealthChecks().AddCheck<ScoringHealthCheck>("fares");

var scrape = new TextScrape();
using MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("Scoring").AddReader(scrape.Reader).Build();
using TracerProvider traces = Sdk.CreateTracerProviderBuilder().AddSource("Scoring").SetSampler(new TraceIdRatioBasedSampler(0.01)).Build();

using IHost host = builder.Build();
await host.StartAsync();
await host.WaitForShutdownAsync();
Console.WriteLine(scrape.Read());
