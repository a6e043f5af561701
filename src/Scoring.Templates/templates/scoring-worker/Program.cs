using System.Threading.Channels;
using Scoring;
using ScoringWorker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddScoringClient<Row, float>("model")
    .BindConfiguration("Scoring")
    .UseOnnxModel(Path.Combine(AppContext.BaseDirectory, "model.onnx"));
builder.Services.AddSingleton(Channel.CreateBounded<Row>(10_000));
builder.Services.AddHostedService<RowSource>();
builder.Services.AddHostedService<ScoringService>();
builder.Build().Run();
